//! Which connections are kept and used again.

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tencentcloud_runtime::transport::{HttpTransport, HttpTransportBuilder};
use tokio::io::AsyncWriteExt;

use super::server::{answer, each, plain, request};
use super::{call, client, moderate};

fn transport() -> HttpTransportBuilder {
    HttpTransport::builder().no_proxy().without_system_roots()
}

/// A server that answers the first request of a connection and closes it at the second, like a server that was about to
/// close an idle connection. Returns its address and the number of its connections.
async fn closing() -> (String, Arc<AtomicUsize>) {
    let connections = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&connections);
    let address = each(move |mut connection| {
        counter.fetch_add(1, Ordering::SeqCst);
        async move {
            request(&mut connection).await;
            let body = r#"{"Response":{"Text":"Pass","RequestId":"r"}}"#;
            let response = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}", body.len());
            connection.write_all(response.as_bytes()).await.unwrap();
            request(&mut connection).await;
        }
    });
    (format!("http://{}", address.await), connections)
}

#[tokio::test]
async fn an_idle_connection_is_not_used_after_its_time() {
    let (address, connections) = closing().await;
    let client = client(address).transport(transport().idle_timeout(Duration::from_millis(1)).build().unwrap());
    let client = client.build().unwrap();
    for expected in 1..4 {
        moderate().send(&client).await.unwrap();
        tokio::time::sleep(Duration::from_millis(20)).await;
        assert_eq!(connections.load(Ordering::SeqCst), expected);
    }
}

/// Servers close theirs after 20 seconds or more.
#[test]
fn by_default_idle_connections_are_given_up_sooner_than_servers_do() {
    let printed = format!("{:?}", HttpTransport::builder());
    assert!(printed.contains("idle_timeout: 15s"), "{printed}");
}

#[tokio::test]
async fn no_idle_connection_is_kept_where_none_may() {
    let (address, connections) = closing().await;
    let client = client(address).transport(transport().idle_connections_per_host(0).build().unwrap()).build().unwrap();
    for _ in 0..3 {
        moderate().send(&client).await.unwrap();
    }
    assert_eq!(connections.load(Ordering::SeqCst), 3);
}

#[tokio::test]
async fn a_connection_is_used_again() {
    let connections = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&connections);
    let address = each(move |connection| {
        counter.fetch_add(1, Ordering::SeqCst);
        answer(connection, "kept".to_owned())
    });
    let client = client(format!("http://{}", address.await)).transport(transport().build().unwrap()).build().unwrap();
    for _ in 0..3 {
        moderate().send(&client).await.unwrap();
    }
    assert_eq!(connections.load(Ordering::SeqCst), 1);
}

/// The first runtime is kept, but not running, when the second one calls.
#[test]
fn a_client_works_in_a_second_runtime() {
    let runtime = || tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let servers = tokio::runtime::Runtime::new().unwrap();
    let client = client(servers.block_on(plain())).attempt_timeout(Duration::from_secs(20)).build().unwrap();
    let first = runtime();
    first.block_on(async { moderate().send(&client).await }).unwrap();
    for _ in 0..20 {
        runtime().block_on(async { moderate().send(&client).await }).unwrap();
    }
    first.block_on(async { moderate().send(&client).await }).unwrap();
}

#[tokio::test]
async fn a_connection_comes_from_the_local_address() {
    let transport = transport().local_address(IpAddr::from([127, 0, 0, 2])).build().unwrap();
    let text = call(&plain().await, transport).await;
    // Only Linux has further addresses on the loopback interface.
    if cfg!(target_os = "linux") {
        assert!(text.as_ref().is_ok_and(|text| text.starts_with("127.0.0.2<")), "{text:?}");
    }
}

#[tokio::test]
async fn tcp_keepalive_can_be_set() {
    for interval in [None, Some(Duration::from_secs(1)), Some(Duration::MAX)] {
        call(&plain().await, transport().tcp_keepalive(interval).build().unwrap()).await.unwrap();
    }
}

#[tokio::test]
async fn the_application_is_part_of_the_user_agent() {
    let client = client(plain().await).user_agent("photos/1.2").build().unwrap();
    let text = moderate().send(&client).await.unwrap().text.clone().unwrap();
    assert!(text.contains("<x-tc-requestclient: RUST_") && text.contains(" photos/1.2>"), "{text}");
    for invalid in ["", "photos\r\nx: y", "fotos ä", "a\tb", "\0"] {
        assert!(super::client("http://h").user_agent(invalid).build().is_err(), "{invalid:?}");
    }
}
