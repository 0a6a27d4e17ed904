//! Memory use of sending a large image. Has its own process, because it counts every allocation.
#![cfg(feature = "transport")]

mod support;

use peak_alloc::PeakAlloc;
use support::{Fake, Moderate};
use tencentcloud_runtime::bytes::Bytes;
use tencentcloud_runtime::{Body, Client};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

const IMAGE: usize = 10 << 20;

/// Length of the image in Base64.
const ENCODED: usize = IMAGE.div_ceil(3) * 4;

/// Allowance for headers, connection buffers and the rest of the input.
const OVERHEAD: usize = 512 << 10;

fn image() -> Bytes {
    vec![0x5a; IMAGE].into()
}

/// Returns the peak memory of `work` beyond the current usage.
async fn peak<T>(work: impl Future<Output = T>) -> usize {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let done = work.await;
    let peak = MEMORY.peak_usage().saturating_sub(before);
    drop(done);
    peak
}

fn content(image: &Bytes) -> Moderate {
    Moderate { file_content: Some(image.clone().into()), ..Moderate::default() }
}

fn nested(image: &Bytes) -> support::Everything {
    let child = || support::Everything { bytes: Some(image.clone().into()), ..support::Everything::default() };
    let children = vec![support::Everything { child: Some(Box::new(child())), ..child() }].into();
    support::Everything { children, ..support::Everything::default() }
}

/// Starts a server that discards a request and responds.
async fn serve() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    tokio::spawn(async move {
        let (mut connection, _) = listener.accept().await.expect("a connection");
        let (mut buffer, mut left) = (vec![0; 64 << 10], ENCODED);
        while left > 0 {
            left = left.saturating_sub(connection.read(&mut buffer).await.expect("a request"));
        }
        let response = b"HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\n{\"Response\":{\"RequestId\":\"r\"}}";
        connection.write_all(response).await.expect("a response");
    });
    address
}

/// A single test, so that no other test allocates at the same time.
#[tokio::test]
async fn an_image_is_encoded_in_one_copy() {
    let image = image();
    let fake = Fake::json(r#"{"Response":{"RequestId":"r"}}"#);
    let client = fake.client();
    let call = peak(async { content(&image).send(&client).await.expect("a response") }).await;
    assert!(call < ENCODED + OVERHEAD, "{call} bytes for a text of {ENCODED}");
    drop((fake, client));

    let client =
        Client::builder().credentials(Fake::credentials()).connect_to(serve().await).build().expect("a client");
    let call = peak(async { content(&image).send(&client).await.expect("a response") }).await;
    assert!(call < ENCODED + OVERHEAD, "{call} bytes for a text of {ENCODED} over a connection");

    let nested = nested(&image);
    let json = peak(async { tencentcloud_runtime::codec::write_json(&nested).expect("JSON") }).await;
    assert!(json < 2 * ENCODED + OVERHEAD, "{json} bytes for two texts of {ENCODED} deep inside");
    let xml = peak(async { tencentcloud_runtime::codec::write_xml("Request", &nested).expect("XML") }).await;
    assert!(xml < 2 * ENCODED + OVERHEAD, "{xml} bytes for two texts of {ENCODED} deep inside XML");

    let path = std::env::temp_dir().join(format!("tencentcloud-runtime-memory-{}", std::process::id()));
    std::fs::write(&path, &image).expect("a file");
    let file = Body::from_file(&path).await.expect("a file");
    let read = peak(async {
        let mut chunks = file.into_stream().expect("a stream");
        while let Some(chunk) = chunks.next().await {
            chunk.expect("bytes");
        }
    });
    let read = read.await;
    std::fs::remove_file(&path).expect("to remove it");
    assert!(read < 2 << 20, "{read} bytes to read a file of {IMAGE}");
}
