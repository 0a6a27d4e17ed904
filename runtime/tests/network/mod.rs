//! The default transport in the environments that it meets: certificates, proxies, runtimes, idle connections.
#![cfg(feature = "transport")]

mod certificates;
mod connections;
mod own_reqwest;
mod proxies;
mod server;
mod tls;

use tencentcloud_runtime::transport::HttpTransport;
use tencentcloud_runtime::{Client, ClientBuilder, Error, RetryPolicy, Transport};

use crate::support::{Fake, Moderate};

/// Returns the builder of a client without retries that connects to `address`.
fn client(address: impl Into<String>) -> ClientBuilder {
    Client::builder().credentials(Fake::credentials()).retry(RetryPolicy::never()).connect_to(address)
}

/// Calls an action over a transport, and returns the answered text.
async fn call(address: &str, transport: impl Transport) -> Result<String, Error> {
    let client = client(address).transport(transport).build()?;
    Ok(moderate().send(&client).await?.text.clone().unwrap_or_default())
}

fn moderate() -> Moderate {
    Moderate { file_url: Some("https://example.com/cat.png".to_owned()), ..Moderate::default() }
}

/// Runs an ignored test of this binary in a child process with these variables and no others that name proxies: the
/// environment of this process cannot be changed safely.
fn run(test: &str, variables: &[(&str, &str)]) {
    let mut child = std::process::Command::new(std::env::current_exe().unwrap());
    for name in ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "NO_PROXY"] {
        child.env_remove(name).env_remove(name.to_lowercase());
    }
    let output = child.envs(variables.iter().copied()).args(["--exact", test, "--ignored"]).output().unwrap();
    let printed = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && printed.contains("1 passed"), "{printed}");
}

#[test]
fn outside_of_a_runtime_a_call_fails() {
    let transport = HttpTransport::builder().no_proxy().build().unwrap();
    let request = http::Request::builder().uri("http://127.0.0.1:1/").body(tencentcloud_runtime::Body::default());
    let mut sending = transport.send(request.unwrap());
    let waker = std::task::Waker::noop();
    let std::task::Poll::Ready(Err(error)) = sending.as_mut().poll(&mut std::task::Context::from_waker(waker)) else {
        panic!("an error was expected");
    };
    assert!(std::error::Error::source(&error).unwrap().to_string().contains("runtime"), "{error:?}");
}
