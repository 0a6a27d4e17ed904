//! Redirects are never followed: a signature is valid for one host, and credentials must not reach another.

use super::server::Behaviour;
use super::{Server, bucket, builder, enhance, moderate, query, submit};
use tencentcloud_runtime::ErrorKind;

#[tokio::test]
async fn redirects_are_not_followed() {
    for status in [300, 301, 302, 303, 307, 308] {
        let elsewhere = Server::start(&[Behaviour::Close("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")]).await;
        let target = &elsewhere.address;
        let response = format!("HTTP/1.1 {status} Go\r\nLocation: http://{target}/\r\nContent-Length: 0\r\n\r\n");
        let server = Server::start(Box::leak(Box::new([Behaviour::Close(response.leak())]))).await;
        let client = builder(&server.address).build().unwrap();
        for error in [
            query().send(&bucket(&client)).await.map(drop).unwrap_err(),
            submit().send(&bucket(&client)).await.map(drop).unwrap_err(),
            enhance().send(&bucket(&client)).await.map(drop).unwrap_err(),
            moderate().send(&client).await.map(drop).unwrap_err(),
        ] {
            assert_eq!((error.kind(), error.status(), error.attempts()), (ErrorKind::Service, Some(status), 1));
        }
        assert_eq!((server.requests(), elsewhere.connections()), (4, 0), "{status}");
    }
}
