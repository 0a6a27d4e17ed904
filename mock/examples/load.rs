//! Measures the throughput of the server: calls of `ImageModeration`, signed in advance, on persistent connections. The
//! server verifies and checks each. `cargo run --release --package tencentcloud-mock --example load [SECONDS [CONNECTIONS]]`

use std::error::Error;
use std::io;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use mock::{Credentials, LoggedRequest, Options, Server};
use tencentcloud_runtime::sign::tc3::{Tc3, payload_hash};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const NOW: i64 = 1_551_113_065;
const ID: &str = "AKIDEXAMPLE";
const KEY: &str = "not-a-secret";
const HOST: &str = "ims.tencentcloudapi.com";

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1).map(|argument| argument.parse::<u64>());
    let seconds = arguments.next().transpose()?.unwrap_or(5);
    let connections = arguments.next().transpose()?.unwrap_or(64);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(run(Duration::from_secs(seconds), connections))
}

async fn run(time: Duration, connections: u64) -> Result<(), Box<dyn Error>> {
    let schemas = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas");
    let model = codegen_model::load(&schemas, &[]).model.ok_or("the schemas have errors")?;
    let server = Server::start(model, [Credentials::new(ID, KEY)], Options::default().clock(|| NOW)).await?;
    let (count, stop) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicBool::new(false)));
    let started = Instant::now();
    let calls: Vec<_> = (0..connections)
        .map(|number| tokio::spawn(call(server.addr(), request(number), Arc::clone(&count), Arc::clone(&stop))))
        .collect();
    tokio::time::sleep(time).await;
    stop.store(true, Ordering::Relaxed);
    for call in calls {
        call.await??;
    }
    let rate = count.load(Ordering::Relaxed) as f64 / started.elapsed().as_secs_f64();
    println!("{rate:.0} calls per second, {connections} connections, verified and checked");
    let accepted = |entry: &LoggedRequest| entry.signature_good && entry.violations.is_empty() && entry.status == 200;
    if server.requests().iter().all(accepted) { Ok(()) } else { Err("a call was refused".into()) }
}

/// Calls until `stop` is set.
async fn call(address: SocketAddr, request: Vec<u8>, count: Arc<AtomicU64>, stop: Arc<AtomicBool>) -> io::Result<()> {
    let mut stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let mut read = Vec::with_capacity(16 << 10);
    while !stop.load(Ordering::Relaxed) {
        stream.write_all(&request).await?;
        read.clear();
        while !is_complete(&read) {
            if stream.read_buf(&mut read).await? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
        count.fetch_add(1, Ordering::Relaxed);
    }
    Ok(())
}

fn is_complete(read: &[u8]) -> bool {
    let Some(head) = read.windows(4).position(|window| window == b"\r\n\r\n") else { return false };
    let text = String::from_utf8_lossy(&read[..head]);
    let length = text.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse::<usize>().ok());
    length.is_some_and(|length| read.len() >= head + 4 + length)
}

fn request(number: u64) -> Vec<u8> {
    let body =
        format!(r#"{{"FileUrl":"https://example.com/{number}.png","BizType":"default","DataId":"cat-{number}"}}"#);
    let signer = Tc3 { secret_id: ID, secret_key: KEY, service: "ims", timestamp: NOW };
    let signed = [("content-type", "application/json"), ("host", HOST)];
    let authorization = signer.sign("POST", "/", "", &signed, &payload_hash(body.as_bytes())).authorization;
    format!(
        "POST / HTTP/1.1\r\nhost: {HOST}\r\ncontent-type: application/json\r\nauthorization: {authorization}\r\n\
         x-tc-action: ImageModeration\r\nx-tc-version: 2020-12-29\r\nx-tc-timestamp: {NOW}\r\n\
         content-length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}
