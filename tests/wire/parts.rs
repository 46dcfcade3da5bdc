//! Parts with header fields, and `multipart` other than forms.

use serde_json::{Value, json};

use crate::generated::parts::client::{Client, Error, api};
use crate::generated::parts::server::{
    self, AddDocumentRequest, AddDocumentResponse, AddPictureRequest, AddPictureResponse, AddPlaceRequest,
    AddPlaceResponse, Api, PutPlaceRequest, PutPlaceResponse,
};
use crate::generated::parts::types::add_document::{ContentIdHeaders, ContentPart};
use crate::generated::parts::types::add_picture::{
    MapHeaders, NotePart, OthersPart, PicturePart, PicturePartHeaders, PlacePart, SizeHeaders, TagsPart,
    WeightRangeHeaders, XColoursItem, XMap, XRange,
};
use crate::generated::parts::types::add_place::NamePart;
use crate::generated::parts::types::{
    AddDocumentRequestBody, AddPictureRequestBody, AddPlaceRequestBody, FilePart, LanguageHeaders, Place,
};
use crate::harness::{Running, answer, response, serve};

struct Pictures;

async fn bytes(file: FilePart) -> Vec<u8> {
    file.bytes().await.unwrap().to_vec()
}

impl Api for Pictures {
    async fn add_picture(&self, request: AddPictureRequest) -> AddPictureResponse {
        let body = request.body;
        let mut others = Vec::new();
        for other in body.others.into_iter().flatten() {
            others.push((other.headers.x_size, bytes(other.content).await));
        }
        AddPictureResponse::Ok(json!({
            "headers": json!(body.picture.headers), "picture": bytes(body.picture.content).await, "note": body.note,
            "others": others, "tags": body.tags, "place": body.place, "title": body.title,
        }))
    }

    async fn add_place(&self, request: AddPlaceRequest) -> AddPlaceResponse {
        AddPlaceResponse::Ok(match request.body {
            Some(server::AddPlaceBody::Json(place)) => json!({"json": place}),
            Some(server::AddPlaceBody::Multipart(form)) => json!({"form": form}),
            None => Value::Null,
        })
    }

    async fn add_document(&self, request: AddDocumentRequest) -> AddDocumentResponse {
        let AddDocumentRequestBody {
            about,
            content,
            comment,
        } = request.body;
        let id = content.headers.content_id;
        let content = bytes(content.content).await;
        AddDocumentResponse::Ok(json!({"about": about, "id": id, "content": content, "comment": comment}))
    }

    async fn put_place(&self, request: PutPlaceRequest) -> PutPlaceResponse {
        PutPlaceResponse::Ok(json!(request.body))
    }
}

async fn start() -> (Running, Client) {
    let server = serve(server::router(Pictures)).await;
    let client = Client::builder().base_url(&server.url).build().unwrap();
    (server, client)
}

fn place() -> Place {
    Place {
        name: "größer".to_owned(),
        at: Some(vec![1.5, 2.0]),
    }
}

fn picture() -> AddPictureRequestBody {
    let language = |code: &str| LanguageHeaders {
        x_language: code.to_owned(),
    };
    let tag = |content: &str, headers| TagsPart {
        headers,
        content: content.to_owned(),
    };
    AddPictureRequestBody {
        picture: PicturePart {
            headers: PicturePartHeaders {
                x_taken: "2024-02-29T12:30:00Z".parse().unwrap(),
                x_width: Some(640),
                x_colours: Some(vec![XColoursItem::Red, XColoursItem::Green]),
            },
            content: FilePart::new(&b"\x00\xff"[..]),
        },
        note: NotePart {
            headers: language("dé"),
            content: "n".to_owned(),
        },
        others: Some(vec![
            OthersPart {
                headers: SizeHeaders { x_size: 1 },
                content: FilePart::new(&b"1"[..]).with_content_type("text/plain"),
            },
            OthersPart {
                headers: SizeHeaders { x_size: 2 },
                content: FilePart::new(&b"2"[..]),
            },
        ]),
        tags: Some(vec![
            tag("a", WeightRangeHeaders::default()),
            tag(
                "b",
                WeightRangeHeaders {
                    x_weight: Some(0.5),
                    x_range: Some(XRange {
                        from: Some(1),
                        to: Some(2),
                    }),
                },
            ),
        ]),
        place: Some(PlacePart {
            headers: MapHeaders {
                x_map: Some(XMap { id: Some(3) }),
            },
            content: place(),
        }),
        title: Some("t".to_owned()),
    }
}

fn document() -> AddDocumentRequestBody {
    AddDocumentRequestBody {
        about: place(),
        content: ContentPart {
            headers: ContentIdHeaders {
                content_id: Some("<content>".to_owned()),
            },
            content: FilePart::new(&b"%PDF"[..]),
        },
        comment: Some("größer".to_owned()),
    }
}

/// The media type and the body that a call sends, with `B` for the boundary.
async fn sent(call: impl AsyncFnOnce(Client)) -> (String, String) {
    let (server, seen) = answer(|| response(200, &[("content-type", "application/json")], "null")).await;
    call(Client::builder().base_url(&server.url).build().unwrap()).await;
    let media = seen.header("content-type").unwrap();
    let (media, boundary) = media.split_once("; boundary=").unwrap();
    let body = String::from_utf8_lossy(&seen.body())
        .replace(boundary, "B")
        .replace("\r\n", "\n");
    (media.to_owned(), body)
}

#[tokio::test]
async fn header_fields_of_parts_are_written_as_the_style_says() {
    let (media, body) = sent(async |client| drop(client.add_picture(picture()).await.unwrap())).await;
    assert_eq!(media, "multipart/form-data");
    let expected = "--B
Content-Disposition: form-data; name=\"note\"
x-language: dé

n
--B
Content-Disposition: form-data; name=\"tags\"

a
--B
Content-Disposition: form-data; name=\"tags\"
x-weight: 0.5
x-range: from=1,to=2

b
--B
Content-Disposition: form-data; name=\"place\"
x-map: {\"id\":3}
Content-Type: application/json

{\"name\":\"größer\",\"at\":[1.5,2]}
--B
Content-Disposition: form-data; name=\"title\"

t
--B
Content-Disposition: form-data; name=\"picture\"; filename=\"picture\"
x-taken: 2024-02-29T12:30:00Z
x-width: 640
x-colours: red,green
Content-Type: image/png

\u{0}\u{fffd}
--B
Content-Disposition: form-data; name=\"others\"; filename=\"others\"
x-size: 1
Content-Type: text/plain

1
--B
Content-Disposition: form-data; name=\"others\"; filename=\"others\"
x-size: 2
Content-Type: application/octet-stream

2
--B--
";
    assert_eq!(body, expected);
}

#[tokio::test]
async fn header_fields_of_parts_are_read_back() {
    let (_server, client) = start().await;
    let seen = client.add_picture(picture()).await.unwrap();
    let expected = json!({
        "headers": {"X-Taken": "2024-02-29T12:30:00Z", "X-Width": 640, "X-Colours": ["red", "green"]},
        "picture": [0, 255],
        "note": {"headers": {"X-Language": "dé"}, "content": "n"},
        "others": [[1, [0x31]], [2, [0x32]]],
        "tags": [
            {"headers": {}, "content": "a"},
            {"headers": {"X-Weight": 0.5, "X-Range": {"from": 1, "to": 2}}, "content": "b"},
        ],
        "place": {"headers": {"X-Map": {"id": 3}}, "content": {"name": "größer", "at": [1.5, 2]}},
        "title": "t",
    });
    assert_eq!(seen, expected);
}

#[tokio::test]
async fn a_header_field_that_cannot_be_sent_is_named() {
    let (_server, client) = start().await;
    let mut body = picture();
    body.note.headers.x_language = "de\r\nX-Evil: 1".to_owned();
    match client.add_picture(body).await {
        Err(Error::Encode(error)) => assert_eq!(
            error.to_string(),
            "the body: `note`: `X-Language`: a header cannot hold line breaks or control characters"
        ),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn header_fields_of_parts_that_do_not_fit_are_refused() {
    let (server, _) = start().await;
    let form = async |note: &str, picture: &str, other: &str| {
        let part =
            |head: &str, content: &str| format!("--XX\r\nContent-Disposition: form-data; {head}\r\n\r\n{content}\r\n");
        let body = [
            part(&format!("name=note{note}"), "n"),
            part("name=others; filename=o\r\nX-Size: 1", "o"),
            part(&format!("name=others; filename=o{other}"), "o"),
            part(&format!("name=picture; filename=p{picture}"), "p"),
            "--XX--\r\n".to_owned(),
        ];
        let media = "Content-Type: multipart/form-data; boundary=XX";
        server.raw("POST /pictures", &[media], &body.concat()).await
    };
    let (note, picture, other) = (
        "\r\nX-Language: de",
        "\r\nX-Taken: 2024-02-29T12:30:00Z",
        "\r\nX-Size: 2",
    );
    assert_eq!(form(note, picture, other).await.status, 200);
    for (note, picture, other, status, expected) in [
        (
            "",
            "\r\nX-Width: wide",
            "\r\nX-Size: small",
            400,
            &[
                ("/note/headers/X-Language", "it is required"),
                ("/others/1/headers/X-Size", "expected a whole number, not `small`"),
                ("/picture/headers/X-Taken", "it is required"),
                ("/picture/headers/X-Width", "expected a whole number, not `wide`"),
            ][..],
        ),
        (
            note,
            "\r\nX-Taken: yesterday",
            other,
            400,
            &[(
                "/picture/headers/X-Taken",
                "property `picture.headers.X-Taken`: not a time such as 2024-02-29T12:00:00Z: input contains invalid \
                 characters at line 1 column 182",
            )],
        ),
        (
            "\r\nX-Language: deu",
            "\r\nX-Taken: 2024-02-29T12:30:00Z\r\nX-Width: 9001",
            other,
            422,
            &[
                ("/picture/headers/X-Width", "is 9001, but must be at most 9000"),
                (
                    "/note/headers/X-Language",
                    "is 3 characters long, but must have at most 2",
                ),
            ],
        ),
    ] {
        let refused = form(note, picture, other).await;
        assert_eq!(refused.status, status, "{refused:?}");
        let problem = refused.problem();
        let violations = problem["violations"].as_array().unwrap().iter();
        let found: Vec<_> = violations
            .map(|one| (one["pointer"].as_str().unwrap(), one["message"].as_str().unwrap()))
            .collect();
        assert_eq!(found, expected);
    }
}

#[tokio::test]
async fn a_component_has_no_header_fields_elsewhere() {
    let (_server, client) = start().await;
    let json = client.add_place().body(api::AddPlaceBody::Json(place())).await.unwrap();
    assert_eq!(json, json!({"json": {"name": "größer", "at": [1.5, 2]}}));
    let form = AddPlaceRequestBody {
        name: NamePart {
            headers: LanguageHeaders {
                x_language: "de".to_owned(),
            },
            content: "n".to_owned(),
        },
        at: Some(vec![1.0]),
    };
    let form = client
        .add_place()
        .body(api::AddPlaceBody::Multipart(form))
        .await
        .unwrap();
    assert_eq!(
        form,
        json!({"form": {"name": {"headers": {"X-Language": "de"}, "content": "n"}, "at": [1]}})
    );
}

#[tokio::test]
async fn related_parts_name_the_type_of_the_first() {
    let (media, body) = sent(async |client| drop(client.add_document(document()).await.unwrap())).await;
    // RFC 2387 §3.1; text is US-ASCII unless it says otherwise (RFC 2046 §5.1).
    assert_eq!(media, "multipart/related; type=\"application/json\"");
    let expected = "--B
Content-Disposition: form-data; name=\"about\"
Content-Type: application/json

{\"name\":\"größer\",\"at\":[1.5,2]}
--B
Content-Disposition: form-data; name=\"comment\"
Content-Type: text/plain; charset=utf-8

größer
--B
Content-Disposition: form-data; name=\"content\"; filename=\"content\"
content-id: <content>
Content-Type: application/pdf

%PDF
--B--
";
    assert_eq!(body, expected);
}

#[tokio::test]
async fn parts_of_any_kind_arrive_as_they_were_given() {
    let (server, client) = start().await;
    let expected = json!({
        "about": {"name": "größer", "at": [1.5, 2]}, "id": "<content>", "content": b"%PDF", "comment": "größer",
    });
    assert_eq!(client.add_document(document()).await.unwrap(), expected);
    assert_eq!(client.put_place(place()).await.unwrap(), json!(place()));

    // Others name parts by `Content-ID` only.
    let body = "--XX\r\nContent-ID: <about>\r\nContent-Type: application/json\r\n\r\n{\"name\": \"n\"}\r\n\
                --XX\r\nContent-ID: <content>\r\nContent-Type: application/pdf\r\n\r\n%PDF\r\n--XX--\r\n";
    let media = "Content-Type: Multipart/Related; boundary=\"XX\"; type=\"application/json\"";
    let seen = server.raw("POST /documents", &[media], body).await;
    let expected = json!({"about": {"name": "n"}, "id": "<content>", "content": b"%PDF", "comment": null});
    assert_eq!((seen.status, seen.body), (200, expected.to_string()));
    let media = "Content-Type: multipart/related";
    assert_eq!(
        server.raw("POST /documents", &[media], body).await.status,
        400,
        "no boundary"
    );
    let media = "Content-Type: multipart/form-data; boundary=XX";
    assert_eq!(server.raw("POST /documents", &[media], body).await.status, 415);
}

#[tokio::test]
async fn media_types_of_one_body_are_read_each_in_its_way() {
    let (server, _) = start().await;
    let name = "--XX\r\nContent-Disposition: form-data; name=name\r\n\r\nn\r\n";
    let at = |text: &str| format!("--XX\r\nContent-Disposition: form-data; name=at\r\n\r\n{text}\r\n");
    for (kind, at) in [("mixed", at("1") + &at("2")), ("form-data", at("1,2"))] {
        let media = format!("Content-Type: multipart/{kind}; boundary=XX");
        let body = format!("{name}{at}--XX--\r\n");
        let seen = server.raw("PUT /documents", &[&media], &body).await;
        assert_eq!(
            (seen.status, seen.body.as_str()),
            (200, r#"{"name":"n","at":[1,2]}"#),
            "{kind}"
        );
    }
}
