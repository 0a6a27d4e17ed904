//! Many calls: half a million in a row, fifty thousand at once, and as many that wait for the same credentials.

use std::future::poll_fn;
use std::sync::Arc;
use std::task::Poll;
use std::time::Instant;

use tencentcloud_runtime::credentials::{CachedCredentials, Context};
use tencentcloud_runtime::http::{Request, Response};
use tencentcloud_runtime::transport::{Sending, Transport};
use tencentcloud_runtime::{Body, BoxFuture, ByteStream, Client, Credentials, Error, ProvideCredentials};
use tokio::runtime::Runtime;
use tokio::sync::Barrier;
use tokio::task::JoinSet;

use crate::calls::{Canned, input};
use crate::process::{memory, thread_micros};
use crate::server;
use crate::{ID, KEY};

const IN_A_ROW: u32 = 500_000;
const AT_ONCE: usize = 50_000;

/// The number of calls after which caches and pools have their size.
const WARM: u32 = 50_000;

/// Calls a server over a connection again and again.
pub fn in_a_row(runtime: &Runtime) {
    let client = Client::builder().credentials(Credentials::new(ID, KEY)).connect_to(server::start()).build();
    let client = client.expect("a client");
    let (start, mut warm) = (Instant::now(), 0);
    runtime.block_on(async {
        for call in 0..IN_A_ROW {
            if call == WARM {
                warm = memory();
            }
            input().send(&client).await.expect("an answer");
        }
    });
    let (end, seconds) = (memory(), start.elapsed().as_secs_f64());
    println!("{IN_A_ROW} calls in a row: {warm} KiB after {WARM}, {end} KiB at the end, {seconds:.0} s, none failed");
}

/// Answers when all calls have arrived.
struct Gathering(Arc<Barrier>);

impl Transport for Gathering {
    fn send(&self, _request: Request<Body>) -> Sending {
        let barrier = Arc::clone(&self.0);
        Box::pin(async move {
            barrier.wait().await;
            Ok(Response::new(ByteStream::from(server::ANSWER)))
        })
    }
}

/// Makes calls that are all in flight at the same time.
pub fn at_once(runtime: &Runtime) {
    let builder = Client::builder().credentials(Credentials::new(ID, KEY)).concurrency(AT_ONCE);
    let client = builder.transport(Gathering(Arc::new(Barrier::new(AT_ONCE)))).build().expect("a client");
    let (before, started) = (memory(), thread_micros());
    let during = runtime.block_on(async {
        let mut calls: JoinSet<_> = (0..AT_ONCE).map(|_| input().send(&client).into_future()).collect();
        let mut during = 0;
        while let Some(call) = calls.join_next().await {
            // When the first call ends, the others are in flight.
            if during == 0 {
                during = memory();
            }
            call.expect("no panic").expect("an answer");
        }
        during
    });
    let each = (during.saturating_sub(before) * 1024) as usize / AT_ONCE;
    let micros = (thread_micros() - started) / AT_ONCE as f64;
    println!("{AT_ONCE} calls in flight: {each} bytes and {micros:.1} us of processor time each, none failed");
}

/// Wakes its callers several times, as the chunks of an answer do.
struct Waking;

impl ProvideCredentials for Waking {
    fn provide<'a>(&'a self, context: &'a Context) -> BoxFuture<'a, Result<Credentials, Error>> {
        Box::pin(async move {
            for _ in 0..5 {
                let mut polled = false;
                poll_fn(|cx| {
                    cx.waker().wake_by_ref();
                    if std::mem::replace(&mut polled, true) { Poll::Ready(()) } else { Poll::Pending }
                })
                .await;
                tokio::task::yield_now().await;
            }
            Ok(Credentials::new(ID, KEY).with_expiry(context.now() + 3600))
        })
    }
}

/// Makes callers wait for one request for credentials: the time of each does not grow with their number.
pub fn waiting(runtime: &Runtime) {
    let each = [AT_ONCE / 10, AT_ONCE].map(|callers| {
        let context = Context::new(Canned(server::ANSWER));
        let cached = Arc::new(CachedCredentials::new(Waking));
        let started = thread_micros();
        runtime.block_on(async {
            let provide = |_| {
                let (cached, context) = (Arc::clone(&cached), context.clone());
                async move { cached.provide(&context).await.expect("credentials") }
            };
            let callers: JoinSet<_> = (0..callers).map(provide).collect();
            callers.join_all().await
        });
        (thread_micros() - started) / callers as f64
    });
    let (few, [of_few, of_many]) = (AT_ONCE / 10, each);
    println!(
        "waiting for credentials: {of_few:.1} us of processor time for each of {few} callers, {of_many:.1} us for each of {AT_ONCE}"
    );
}
