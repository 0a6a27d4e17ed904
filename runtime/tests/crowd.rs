//! Very many calls at once: none is lost, and they do not need much.
#![cfg(feature = "reqwest")]

#[path = "faults/server.rs"]
#[allow(dead_code, reason = "only a part of it is needed")]
mod server;
mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use peak_alloc::PeakAlloc;
use server::{Act, Server};
use support::CreateJob;
use tencentcloud_runtime::credentials::{CachedCredentials, Context};
use tencentcloud_runtime::{BoxFuture, Client, Credentials, Error, ProvideCredentials};
use tokio::runtime::Builder;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// In one test, so that neither is counted for the other.
#[test]
fn ten_thousand_calls_at_once() {
    for (mut threads, calls) in [(Builder::new_multi_thread(), 10_000), (Builder::new_current_thread(), 2_000)] {
        let runtime = threads.enable_all().build().unwrap();
        MEMORY.reset_peak_usage();
        let before = MEMORY.current_usage();
        runtime.block_on(crowd(calls));
        let a_call = (MEMORY.peak_usage() - before) / calls;
        assert!(a_call < 20 << 10, "{a_call} bytes a call, client and server together");
    }
}

const NOW: i64 = 1_551_113_065;

/// Keys for ten minutes, then keys for a day.
#[derive(Default)]
struct Keys(AtomicUsize);

impl ProvideCredentials for Keys {
    fn provide<'a>(&'a self, context: &'a Context) -> BoxFuture<'a, Result<Credentials, Error>> {
        let seconds = if self.0.fetch_add(1, Ordering::SeqCst) == 0 { 600 } else { 86_400 };
        let keys = Credentials::new("AKIDEXAMPLE", "hush").with_expiry(context.now() + seconds);
        Box::pin(async move { Ok(keys) })
    }
}

/// The keys expire in the middle, and are fetched again once.
async fn crowd(count: usize) {
    let (keys, ticks) = (Arc::new(Keys::default()), AtomicUsize::new(0));
    // An hour passes when the clock has been looked at once a call: it is looked at more than that.
    let clock = move || if ticks.fetch_add(1, Ordering::SeqCst) < count { NOW } else { NOW + 3600 };
    let server = Server::start(&[Act::Keep("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n<Response/>")]).await;
    let builder = Client::builder().credentials(CachedCredentials::new(Arc::clone(&keys))).clock(clock);
    let client = builder.connect_to(format!("http://{}", server.address)).build().unwrap();
    let bucket = client.bucket("examplebucket-1250000000", "ap-chengdu");
    let submit = || CreateJob { text: Some("t".to_owned()), count: None }.send(&bucket).into_future();
    let calls: Vec<_> = (0..count).map(|_| tokio::spawn(submit())).collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(server.requests(), count, "each was sent once");
    assert_eq!(keys.0.load(Ordering::SeqCst), 2, "the keys were fetched at the start and when they expired");
    assert!(server.connections() < 1_000, "{} connections", server.connections());
}
