//! A file that is larger than the memory that may be used, sent and received: the peak of each process.

use specwright_bench::generated::client::Client;
use specwright_bench::generated::types::{FilePart, PutFileRequestBody};
use specwright_bench::process::{self, Part, peak};
use specwright_bench::stream::Zeros;
use specwright_bench::{Error, generated};

/// 1 GiB.
const SIZE: u64 = 1 << 30;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["server"] => process::serve(generated::router(Vec::new())).await,
        ["client", what, address] => {
            let client = Client::builder().base_url(format!("http://{address}")).build()?;
            let length = match *what {
                "upload" => upload(&client).await?,
                _ => download(&client).await?,
            };
            println!("{length}");
            // Until the peak was read.
            std::io::stdin().read_line(&mut String::new())?;
            Ok(())
        }
        _ => {
            println!("{:<36} {:>11} {:>12} {:>12}", "", "bytes", "client, KiB", "server, KiB");
            transfer("upload", "upload, multipart/form-data")?;
            transfer("download", "download, application/octet-stream")
        }
    }
}

fn transfer(what: &str, name: &str) -> Result<(), Error> {
    let mut server = Part::start(&["server"])?;
    let address = server.hear()?;
    let mut client = Part::start(&["client", what, &address])?;
    let length: u64 = client.hear()?.parse()?;
    println!(
        "{name:<36} {length:>11} {:>12} {:>12}",
        peak(client.id())?,
        peak(server.id())?
    );
    if length == SIZE {
        Ok(())
    } else {
        Err("not all has arrived".into())
    }
}

async fn upload(client: &Client) -> Result<u64, Error> {
    let file = FilePart::streamed(Zeros::new(SIZE));
    Ok(u64::try_from(client.put_file(PutFileRequestBody { file }).await?)?)
}

async fn download(client: &Client) -> Result<u64, Error> {
    let mut body = client.get_file(i64::try_from(SIZE)?).await?;
    let mut length = 0;
    while let Some(chunk) = body.chunk().await? {
        length += u64::try_from(chunk.len())?;
    }
    Ok(length)
}
