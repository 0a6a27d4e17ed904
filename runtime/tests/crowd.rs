//! Very many calls at once: none is lost, and they do not need much.
#![cfg(feature = "reqwest")]

#[path = "faults/server.rs"]
#[allow(dead_code, reason = "only a part of it is needed")]
mod server;
mod support;

use std::time::{Duration, Instant};

use peak_alloc::PeakAlloc;
use server::{Act, Server};
use support::CreateJob;
use tencentcloud_runtime::{Client, Credentials};
use tokio::runtime::Builder;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// In one test, so that neither is counted for the other.
#[test]
fn ten_thousand_calls_at_once() {
    for (mut threads, calls) in [(Builder::new_multi_thread(), 10_000), (Builder::new_current_thread(), 2_000)] {
        let runtime = threads.enable_all().build().unwrap();
        MEMORY.reset_peak_usage();
        let (before, start) = (MEMORY.current_usage(), Instant::now());
        runtime.block_on(crowd(calls));
        let a_call = (MEMORY.peak_usage() - before) / calls;
        assert!(a_call < 20 << 10, "{a_call} bytes a call, client and server together");
        assert!(start.elapsed() < Duration::from_secs(30), "{:?}", start.elapsed());
    }
}

async fn crowd(count: usize) {
    let server = Server::start(&[Act::Keep("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n<Response/>")]).await;
    let builder = Client::builder().credentials(Credentials::new("AKIDEXAMPLE", "hush"));
    let client = builder.connect_to(format!("http://{}", server.address)).build().unwrap();
    let bucket = client.bucket("examplebucket-1250000000", "ap-chengdu");
    let submit = || CreateJob { text: Some("t".to_owned()), count: None }.send(&bucket).into_future();
    let calls: Vec<_> = (0..count).map(|_| tokio::spawn(submit())).collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(server.requests(), count, "each was sent once");
    assert!(server.connections() < 1_000, "{} connections", server.connections());
}
