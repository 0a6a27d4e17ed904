//! Calls without an async runtime, over real connections.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use tencentcloud_runtime::{Bucket, Client, Credentials, ErrorKind};

use crate::support::{EnhanceImage, QueryJob};

/// Starts a server that responds to every request, with one thread per connection.
fn serve(connections: Arc<AtomicUsize>) -> Bucket {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for connection in listener.incoming() {
            connections.fetch_add(1, Ordering::Relaxed);
            thread::spawn(move || respond(connection.unwrap()));
        }
    });
    let client = Client::builder().credentials(Credentials::new("id", "key")).connect_to(address).build().unwrap();
    client.bucket("examplebucket-1250000000", "ap-chengdu")
}

fn respond(mut connection: TcpStream) {
    let (mut request, mut byte) = (Vec::new(), [0]);
    while connection.read_exact(&mut byte).is_ok() {
        request.push(byte[0]);
        if request.ends_with(b"\r\n\r\n") {
            connection.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npng").unwrap();
            thread::sleep(Duration::from_millis(5));
            connection.write_all(b"png").unwrap();
            request.clear();
        }
    }
}

fn enhance() -> EnhanceImage {
    EnhanceImage { object_key: Some("k".to_owned()), ..EnhanceImage::default() }
}

#[test]
fn a_stream_is_read_like_a_file() {
    let bucket = serve(Arc::default());
    let (mut image, mut start, mut rest) = (enhance().send(&bucket).send_blocking().unwrap(), [0; 4], Vec::new());
    image.read_exact(&mut start).unwrap();
    std::io::copy(&mut image, &mut rest).unwrap();
    assert_eq!((&start, rest.as_slice()), (b"pngp", b"ng".as_slice()));
}

#[test]
fn concurrent_threads_share_connections() {
    let connections = Arc::<AtomicUsize>::default();
    let bucket = serve(Arc::clone(&connections));
    let threads: Vec<_> = (0..16)
        .map(|_| {
            thread::spawn({
                let bucket = bucket.clone();
                move || calls(&bucket)
            })
        })
        .collect();
    threads.into_iter().for_each(|thread| thread.join().unwrap());
    assert!(connections.load(Ordering::Relaxed) <= 32, "{connections:?} connections for 160 calls");
}

fn calls(bucket: &Bucket) {
    for _ in 0..10 {
        let mut image = String::new();
        enhance().send(bucket).send_blocking().unwrap().read_to_string(&mut image).unwrap();
        assert_eq!(image, "pngpng");
    }
}

#[test]
fn blocking_within_a_runtime_is_an_error_instead_of_a_panic() {
    let bucket = serve(Arc::default());
    let image = enhance().send(&bucket).send_blocking().unwrap();
    for mut builder in [tokio::runtime::Builder::new_current_thread(), tokio::runtime::Builder::new_multi_thread()] {
        let runtime = builder.enable_all().build().unwrap();
        let (bucket, mut image) = (bucket.clone(), enhance().send(&bucket).send_blocking().unwrap());
        let calling = async move {
            let error = enhance().send(&bucket).send_blocking().unwrap_err();
            assert_eq!(error.kind(), ErrorKind::InvalidInput);
            assert_eq!(error.to_string(), "cannot block within a tokio runtime; await the call instead");
            assert!(Read::read(&mut image, &mut [0]).is_err());
        };
        runtime.block_on(async { tokio::spawn(calling).await.unwrap() });
        // The alternative for callers with their own runtime.
        assert!(runtime.block_on(enhance().send(&serve(Arc::default())).into_future()).is_ok());
    }
    drop(image);
}

#[test]
fn a_client_serves_blocking_and_async_callers() {
    let bucket = serve(Arc::default());
    for _ in 0..3 {
        calls(&bucket);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let calling = async { enhance().send(&bucket).await.unwrap().into_inner().collect().await.unwrap() };
        assert_eq!(runtime.block_on(calling), "pngpng");
    }
}

#[test]
fn blocking_calls_fail_and_time_out_like_async_ones() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let client = Client::builder().credentials(Credentials::new("id", "key")).connect_to(address).build().unwrap();
    let bucket = client.bucket("examplebucket-1250000000", "ap-chengdu");
    let call = QueryJob { job_id: Some("j".to_owned()) }.send(&bucket).timeout(Duration::from_millis(50));
    assert_eq!(call.send_blocking().unwrap_err().kind(), ErrorKind::Timeout);
    drop(listener);
    let call = QueryJob { job_id: Some("j".to_owned()) }.send(&bucket);
    assert_eq!(call.send_blocking().unwrap_err().kind(), ErrorKind::Connection);
    assert_eq!(QueryJob::default().send(&bucket).send_blocking().unwrap_err().kind(), ErrorKind::InvalidInput);
}
