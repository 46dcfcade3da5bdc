//! Requests that cost as little as can be, so that what is measured is the server.

use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::Error;

/// A request to the letter.
pub fn request(line: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    let fields = "Host: localhost\r\nContent-Type: application/json\r\nAccept: application/json";
    format!("{line} HTTP/1.1\r\n{fields}\r\nContent-Length: {length}\r\n\r\n{body}").into_bytes()
}

/// Sends a request many times over some connections at once; every answer must be a success.
///
/// # Errors
///
/// If one is not.
pub async fn run(address: &str, request: &[u8], count: usize, connections: usize) -> Result<Duration, Error> {
    let start = Instant::now();
    let mut tasks = Vec::new();
    for _ in 0..connections {
        let (address, request) = (address.to_owned(), request.to_vec());
        tasks.push(tokio::spawn(async move {
            let mut stream = TcpStream::connect(&address).await?;
            stream.set_nodelay(true)?;
            let mut buffer = vec![0; 256 << 10];
            for _ in 0..count / connections {
                stream.write_all(&request).await?;
                answer(&mut stream, &mut buffer).await?;
            }
            Ok::<_, Error>(())
        }));
    }
    for task in tasks {
        task.await??;
    }
    Ok(start.elapsed())
}

/// Reads one answer, whose length must be given.
async fn answer(stream: &mut TcpStream, buffer: &mut [u8]) -> Result<(), Error> {
    let mut filled = 0;
    let (head, length) = loop {
        let read = stream.read(buffer.get_mut(filled..).unwrap_or_default()).await?;
        if read == 0 {
            return Err("the server has closed the connection".into());
        }
        filled += read;
        let seen = buffer.get(..filled).unwrap_or_default();
        if let Some(end) = seen.windows(4).position(|four| four == b"\r\n\r\n") {
            let head = std::str::from_utf8(seen.get(..end).unwrap_or_default())?.to_ascii_lowercase();
            if !head.starts_with("http/1.1 20") {
                return Err(String::from_utf8_lossy(seen).into());
            }
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
            break (end + 4, length.ok_or("an answer without a length")?.parse::<usize>()?);
        }
    };
    let mut missing = (head + length).saturating_sub(filled);
    while missing > 0 {
        let read = stream.read(buffer).await?;
        if read == 0 {
            return Err("the server has closed the connection".into());
        }
        missing = missing.saturating_sub(read);
    }
    Ok(())
}
