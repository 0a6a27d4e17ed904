//! A call over a connection, above the same request with reqwest alone.

use tokio::runtime::Runtime;

use crate::calls::input;
use crate::process::thread_micros;
use crate::server;
use crate::{ID, KEY};
use tencentcloud_runtime::{Client, Credentials};

const ROUNDS: usize = 40;
const CALLS: u32 = 500;

/// Measures the processor time of this thread, which excludes that of the server. Both sides send the same body and read
/// the same answer, alternately.
pub fn above_reqwest(runtime: &Runtime) {
    let address = server::start();
    let credentials = Credentials::new(ID, KEY);
    let client = Client::builder().credentials(credentials).region("ap-guangzhou").connect_to(&address).build();
    let client = client.expect("a client");
    // Without TLS, the provider is not used.
    let _installed = rustls::crypto::ring::default_provider().install_default();
    let bare = reqwest::Client::builder().no_proxy().build().expect("a client");
    let body = tencentcloud_runtime::codec::write_json(&input()).expect("JSON");
    let ours = || async { drop(input().send(&client).await.expect("an answer")) };
    let theirs = || async {
        let request = bare.post(&address).header("content-type", "application/json").body(body.clone());
        drop(request.send().await.expect("an answer").bytes().await.expect("a body"));
    };
    // The first round is a warm-up. The system counts processor time in steps, so only the sums are exact.
    let rounds = (0..=ROUNDS).map(|_| (runtime.block_on(micros(&ours)), runtime.block_on(micros(&theirs)))).skip(1);
    let (ours, theirs): (Vec<f64>, Vec<f64>) = rounds.unzip();
    let [ours, theirs] = [ours, theirs].map(|micros| micros.iter().sum::<f64>() / ROUNDS as f64);
    let overhead = ours - theirs;
    println!("overhead of a call: {overhead:.1} us of processor time above {theirs:.1} us of reqwest alone");
}

/// Returns the processor time of a call.
async fn micros<F: Future>(call: impl Fn() -> F) -> f64 {
    let before = thread_micros();
    for _ in 0..CALLS {
        call().await;
    }
    (thread_micros() - before) / f64::from(CALLS)
}
