//! Many concurrent calls: none is lost, and memory use is bounded.
#![cfg(feature = "transport")]

#[path = "faults/server.rs"]
#[allow(dead_code, reason = "only a part of it is needed")]
mod server;
mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use peak_alloc::PeakAlloc;
use server::{Behaviour, Server};
use support::CreateJob;
use tencentcloud_runtime::credentials::{CachedCredentials, Context};
use tencentcloud_runtime::{BoxFuture, Client, Credentials, Error, ProvideCredentials};
use tokio::runtime::Builder;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// One test for both runtimes, so that their memory use is measured separately.
#[test]
fn ten_thousand_concurrent_calls() {
    for (mut threads, calls) in [(Builder::new_multi_thread(), 10_000), (Builder::new_current_thread(), 2_000)] {
        let runtime = threads.enable_all().build().unwrap();
        MEMORY.reset_peak_usage();
        let before = MEMORY.current_usage();
        runtime.block_on(concurrent_calls(calls));
        let a_call = (MEMORY.peak_usage() - before) / calls;
        assert!(a_call < 20 << 10, "{a_call} bytes a call, client and server together");
    }
}

const NOW: i64 = 1_551_113_065;

/// Provides credentials for ten minutes, then credentials for a day.
#[derive(Default)]
struct Keys(AtomicUsize);

impl ProvideCredentials for Keys {
    fn provide<'a>(&'a self, context: &'a Context) -> BoxFuture<'a, Result<Credentials, Error>> {
        let seconds = if self.0.fetch_add(1, Ordering::SeqCst) == 0 { 600 } else { 86_400 };
        let keys = Credentials::new("AKIDEXAMPLE", "hush").with_expiry(context.now() + seconds);
        Box::pin(async move { Ok(keys) })
    }
}

/// The credentials expire during the calls and are fetched again once.
async fn concurrent_calls(count: usize) {
    let (keys, ticks) = (Arc::new(Keys::default()), AtomicUsize::new(0));
    // The clock advances by an hour after one reading per call; each call reads it more than once.
    let clock = move || if ticks.fetch_add(1, Ordering::SeqCst) < count { NOW } else { NOW + 3600 };
    let server = Server::start(&[Behaviour::Keep(
        "HTTP/1.1 200 OK\r\nContent-Length: 35\r\n\r\n<Response><Text>t</Text></Response>",
    )])
    .await;
    let builder = Client::builder().credentials(CachedCredentials::new(Arc::clone(&keys))).clock(clock);
    let client = builder.connect_to(format!("http://{}", server.address)).build().unwrap();
    let bucket = client.bucket("examplebucket-1250000000", "ap-chengdu");
    let submit = || CreateJob { text: Some("t".to_owned()), count: None }.send(&bucket).into_future();
    let calls: Vec<_> = (0..count).map(|_| tokio::spawn(submit())).collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(server.requests(), count, "each call was sent once");
    assert_eq!(keys.0.load(Ordering::SeqCst), 2, "the credentials were fetched at the start and on expiry");
    assert!(server.connections() < 1_000, "{} connections", server.connections());
}
