//! Secrets on real connections, with the log of this crate and its dependencies.

use std::process::Command;

use tencentcloud_runtime::transport::HttpTransport;
use tencentcloud_runtime::{Client, RetryPolicy};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::printed::{assert_clean, assert_prints_clean, clean, credentials};
use crate::log::Log;
use crate::support::Moderate;

/// Starts a server that answers every request with what it read.
async fn echo() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        loop {
            let (mut connection, mut request) = (listener.accept().await.unwrap().0, vec![0; 8192]);
            let length = connection.read(&mut request).await.unwrap();
            let head = format!("HTTP/1.1 502 Bad Gateway\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n");
            connection.write_all(&[head.as_bytes(), &request[..length]].concat()).await.unwrap();
        }
    });
    address
}

fn moderate() -> Moderate {
    Moderate { file_url: Some("https://h/?q-signature=hush".to_owned()), ..Moderate::default() }
}

#[tokio::test]
async fn a_server_that_echoes_the_request_leaves_no_secret_in_errors_and_logs() {
    let log = Log::default();
    let _guard = tracing::subscriber::set_default(log.clone());
    let builder = Client::builder().credentials(credentials()).connect_to(echo().await);
    let client = builder.retry(RetryPolicy::never()).build().unwrap();
    assert_prints_clean(&client);
    clean(moderate().send(&client).await.unwrap_err());
    assert!(log.text().contains("status_code=502"), "{}", log.text());
    assert_clean(&log.text());
}

/// Runs a test of this file in a child process, because changing the environment of this process is not safe.
fn run(test: &str, variable: &str, value: &str) {
    let mut child = Command::new(std::env::current_exe().unwrap());
    for name in
        ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy"]
    {
        child.env_remove(name);
    }
    let output = child.env(variable, value).args(["--exact", test, "--ignored"]).output().unwrap();
    let printed = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && printed.contains("1 passed"), "{printed}");
}

#[test]
fn a_proxy_with_a_password_is_not_printed() {
    run("redaction::network::with_a_refusing_proxy", "HTTPS_PROXY", "http://u:hush@127.0.0.1:9");
}

#[tokio::test]
#[ignore = "another test runs it in a child process"]
async fn with_a_refusing_proxy() {
    let log = Log::default();
    let _guard = tracing::subscriber::set_default(log.clone());
    assert_prints_clean(&HttpTransport::new().unwrap());
    let client = Client::builder().credentials(credentials()).retry(RetryPolicy::never()).build().unwrap();
    let error = clean(moderate().send(&client).await.unwrap_err());
    assert!(error.to_string().contains("check `HTTPS_PROXY`"), "{error}");
    assert_clean(&log.text());
}

#[test]
fn a_malformed_proxy_is_refused() {
    for address in ["u:hush@127.0.0.1:port", "http://", "ftp://u:hush@127.0.0.1:7890"] {
        run("redaction::network::with_a_malformed_proxy", "ALL_PROXY", address);
    }
}

#[tokio::test]
#[ignore = "another test runs it in a child process"]
async fn with_a_malformed_proxy() {
    let builder = || Client::builder().credentials(credentials());
    let error = clean(builder().build().unwrap_err());
    assert!(error.to_string().contains("the variable `ALL_PROXY`"), "{error}");
    assert!(builder().connect_to("http://127.0.0.1:1").build().is_ok(), "no proxy is used then");
}

#[test]
fn missing_certificates_are_named() {
    run("redaction::network::without_certificates", "SSL_CERT_FILE", "/dev/null");
}

#[tokio::test]
#[ignore = "another test runs it in a child process"]
async fn without_certificates() {
    let Err(error) = HttpTransport::new() else { return };
    assert!(error.to_string().contains("set `SSL_CERT_FILE`"), "{error}");
}
