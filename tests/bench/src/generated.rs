//! The API as it is generated, with an implementor that does what the hand-written one does.

pub use self::api::{client, server, types};
use self::server::{
    Api, CreateItemRequest, CreateItemResponse, CreateItemsRequest, CreateItemsResponse, GetFileRequest,
    GetFileResponse, ListItemsRequest, ListItemsResponse, PutFileRequest, PutFileResponse, RouterSettings,
};
use axum::Router;
use axum::body::Body;

use crate::stream::Zeros;

mod api {
    include!(concat!(env!("OUT_DIR"), "/api.rs"));
}

struct Items(Vec<types::Item>);

impl Api for Items {
    async fn create_item(&self, request: CreateItemRequest) -> CreateItemResponse {
        CreateItemResponse::Created(request.body)
    }

    async fn create_items(&self, request: CreateItemsRequest) -> CreateItemsResponse {
        CreateItemsResponse::Ok(i64::try_from(request.body.len()).unwrap_or(i64::MAX))
    }

    async fn list_items(&self, request: ListItemsRequest) -> ListItemsResponse {
        let count = usize::try_from(request.count).unwrap_or_default();
        ListItemsResponse::Ok(self.0.clone().into_iter().take(count).collect())
    }

    async fn put_file(&self, request: PutFileRequest) -> PutFileResponse {
        let mut file = request.body.file;
        let mut length = 0;
        // A file that breaks off is shorter than it should be, which the client sees.
        while let Ok(Some(chunk)) = file.chunk().await {
            length += chunk.len();
        }
        PutFileResponse::Ok(i64::try_from(length).unwrap_or(i64::MAX))
    }

    async fn get_file(&self, request: GetFileRequest) -> GetFileResponse {
        GetFileResponse::Ok(Body::new(Zeros::new(u64::try_from(request.size).unwrap_or_default())))
    }
}

/// The server.
pub fn router(items: Vec<types::Item>) -> Router {
    let settings = RouterSettings::new().body_limit(8 << 20);
    server::router(Items(items)).layer(settings.body_limit_of(PutFileRequest::OPERATION, usize::MAX))
}
