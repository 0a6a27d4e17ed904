//! Credential requests with the default transport, over real connections.

use std::process::Command;

use tencentcloud_runtime::Client;
use tencentcloud_runtime::credentials::{Context, CvmRole, DefaultChain};
use tencentcloud_runtime::transport::HttpTransport;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::{id, message, provide};

const ROLE: &str = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\nrole";

/// Starts a metadata service and returns its URL. Its credentials expire far in the future.
async fn serve() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        loop {
            let (mut connection, _) = listener.accept().await.unwrap();
            let mut request = vec![0; 4096];
            let length = connection.read(&mut request).await.unwrap();
            let line = String::from_utf8_lossy(&request[..length]).lines().next().unwrap_or_default().to_owned();
            let body = r#"{"Code":"Success","TmpSecretId":"AKIDreal","TmpSecretKey":"k","Token":"t","ExpiredTime":9999999999}"#;
            let length = body.len();
            let found = format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}");
            let response = match line.as_str() {
                "GET /latest/meta-data/cam/security-credentials/ HTTP/1.1" => ROLE.to_owned(),
                "GET /latest/meta-data/cam/security-credentials/role HTTP/1.1" => found,
                _ => "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".to_owned(),
            };
            connection.write_all(response.as_bytes()).await.unwrap();
        }
    });
    address
}

fn context() -> Context {
    Context::new(HttpTransport::new().unwrap())
}

#[tokio::test]
async fn metadata_is_fetched_over_a_real_connection() {
    let address = serve().await;
    assert_eq!(id(&CvmRole::new().endpoint(&address), &context()).await, "AKIDreal");
}

/// Runs in a child process, because changing the environment of this process is not safe.
#[tokio::test]
async fn metadata_requests_bypass_the_proxy() {
    let address = serve().await;
    let child = tokio::task::spawn_blocking(move || {
        let mut child = Command::new(std::env::current_exe().unwrap());
        for name in ["NO_PROXY", "no_proxy", "http_proxy", "TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY"] {
            child.env_remove(name);
        }
        child.env("HTTP_PROXY", "http://127.0.0.1:9").env("METADATA", address).env("HOME", "/nowhere");
        child
            .args(["--exact", "credentials::network::metadata_requests_with_a_proxy_in_the_environment", "--ignored"])
            .output()
            .unwrap()
    });
    let output = child.await.unwrap();
    let printed = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && printed.contains("1 passed"), "{printed}");
}

#[tokio::test]
#[ignore = "another test runs it in a child process"]
async fn metadata_requests_with_a_proxy_in_the_environment() {
    let address = std::env::var("METADATA").unwrap();
    assert_eq!(id(&CvmRole::new().endpoint(&address), &context()).await, "AKIDreal");
    assert_eq!(id(&DefaultChain::new().metadata_endpoint(&address), &context()).await, "AKIDreal");
    assert!(Client::from_env().is_ok(), "an environment without settings is valid");
    let request = tencentcloud_runtime::http::Request::get(&address).body(tencentcloud_runtime::Body::empty());
    assert!(context().send(request.unwrap()).await.is_err(), "other requests use the proxy");
}

#[tokio::test]
async fn a_refused_connection_fails_immediately() {
    let found = message(provide(&CvmRole::new().endpoint("http://127.0.0.1:9"), &context()).await);
    assert!(found.starts_with("metadata service: cannot connect to the service: "), "{found}");
}
