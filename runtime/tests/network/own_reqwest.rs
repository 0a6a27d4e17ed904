//! An application's own `reqwest`.

/// Features of dependencies are joined: if this crate enabled TLS in `reqwest` without its provider, the client of an
/// application that does not use TLS would panic.
#[test]
fn the_client_of_an_application_can_be_built() {
    assert!(reqwest::Client::builder().build().is_ok());
}

#[cfg(feature = "reqwest")]
#[tokio::test]
async fn it_can_send_the_requests() {
    use tencentcloud_runtime::transport::ReqwestTransport;
    let own = reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let text = super::call(&super::server::plain().await, ReqwestTransport::from(own.clone())).await.unwrap();
    assert!(text.starts_with("127.0.0.1<POST / HTTP/1.1>"), "{text}");
    let error = super::call("http://127.0.0.1:1", ReqwestTransport::from(own)).await.unwrap_err();
    assert_eq!((error.kind(), error.is_ambiguous()), (tencentcloud_runtime::ErrorKind::Connection, false), "{error}");
}
