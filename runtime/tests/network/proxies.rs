//! Proxies: those that forward requests, those that open tunnels, and SOCKS.

use tencentcloud_runtime::ErrorKind;
use tencentcloud_runtime::transport::HttpTransport;
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::TcpStream;

use super::certificates::self_signed;
use super::server::{answer, each, plain, request, with_tls};
use super::{call, run};

/// `Basic` with `user:p@ss`.
const PASSWORD: &str = "proxy-authorization: Basic dXNlcjpwQHNz";

/// Starts a proxy that demands a password. It forwards a request by answering it.
async fn proxy() -> String {
    each(|mut connection| async move {
        let Some(head) = request(&mut connection).await else { return };
        if !head.to_lowercase().contains(&PASSWORD.to_lowercase()) {
            let refusal = "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n";
            return drop(connection.write_all(refusal.as_bytes()).await);
        }
        let Some(target) = head.strip_prefix("CONNECT ") else {
            let lines: String = head.lines().map(|line| format!("<{line}>")).collect();
            let body = serde_json::json!({ "Response": { "Text": lines, "RequestId": "r" } }).to_string();
            let response = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}", body.len());
            return drop(connection.write_all(response.as_bytes()).await);
        };
        let mut server = TcpStream::connect(target.split(' ').next().unwrap()).await.unwrap();
        connection.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n").await.unwrap();
        let _closed = copy_bidirectional(&mut connection, &mut server).await;
    })
    .await
    .to_string()
}

#[tokio::test]
async fn a_request_with_tls_goes_through_a_tunnel_with_the_password() {
    let (proxy, (server, pem)) = (proxy().await, self_signed(rustls::ALL_VERSIONS));
    let address = with_tls(server).await;
    let through = |proxy: String| HttpTransport::builder().root_certificates(pem.clone()).proxy(proxy).build().unwrap();
    let text = call(&address, through(format!("http://user:p%40ss@{proxy}"))).await.unwrap();
    assert!(text.starts_with("TLSv1_3<POST / HTTP/1.1>") && !text.contains("proxy-authorization"), "{text}");
    let error = call(&address, through(format!("http://{proxy}"))).await.unwrap_err().to_string();
    assert!(error.contains("proxy authorization required") && error.contains("set user and password"), "{error}");
}

#[tokio::test]
async fn a_request_without_tls_is_forwarded_with_the_password() {
    let proxy = proxy().await;
    let through = |proxy: String| HttpTransport::builder().proxy(proxy).build().unwrap();
    let text = call("http://service.invalid:8080", through(format!("http://user:p%40ss@{proxy}"))).await.unwrap();
    assert!(text.starts_with("<POST http://service.invalid:8080/ HTTP/1.1>"), "{text}");
    assert!(text.contains("<host: ims.tencentcloudapi.com>") && text.contains(PASSWORD), "{text}");
    let error = call("http://service.invalid", through(format!("http://{proxy}"))).await.unwrap_err();
    assert_eq!(error.status(), Some(407), "{error}");
}

/// Starts a SOCKS proxy of version 5 with a password, which answers requests for `service.invalid:80` itself.
async fn socks() -> String {
    each(|mut connection| async move {
        let mut greeting = [0; 2];
        connection.read_exact(&mut greeting).await.unwrap();
        connection.read_exact(&mut vec![0; greeting[1].into()]).await.unwrap();
        connection.write_all(&[5, 2]).await.unwrap();
        let mut password = [0; 11];
        connection.read_exact(&mut password).await.unwrap();
        connection.write_all(&[1, u8::from(&password != b"\x01\x04user\x04pass")]).await.unwrap();
        let mut target = [0; 22];
        connection.read_exact(&mut target).await.unwrap();
        assert_eq!(&target, b"\x05\x01\x00\x03\x0fservice.invalid\x00\x50");
        connection.write_all(&[5, 0, 0, 1, 127, 0, 0, 1, 0, 80]).await.unwrap();
        answer(connection, "socks".to_owned()).await;
    })
    .await
    .to_string()
}

#[tokio::test]
async fn a_socks_proxy_resolves_the_name() {
    let transport = HttpTransport::builder().proxy(format!("socks5h://user:pass@{}", socks().await)).build().unwrap();
    let text = call("http://service.invalid", transport).await.unwrap();
    assert!(text.starts_with("socks<POST / HTTP/1.1>"), "{text}");
}

/// Starts a SOCKS proxy of version 4 or 5 without a password, which expects an IP address.
async fn socks_for_addresses(expected: &'static [u8], answers: [&'static [u8]; 2]) -> String {
    each(move |mut connection| async move {
        let mut read = vec![0; expected.len()];
        let greeting = if expected[0] == 5 { 3 } else { 0 };
        connection.read_exact(&mut read[..greeting]).await.unwrap();
        connection.write_all(answers[0]).await.unwrap();
        connection.read_exact(&mut read[greeting..]).await.unwrap();
        assert_eq!(read, expected);
        connection.write_all(answers[1]).await.unwrap();
        answer(connection, "address".to_owned()).await;
    })
    .await
    .to_string()
}

#[tokio::test]
async fn a_name_is_resolved_here_for_other_socks_proxies() {
    let accepted: &[u8] = &[5, 0, 0, 1, 127, 0, 0, 1, 0, 80];
    let five = socks_for_addresses(b"\x05\x01\x00\x05\x01\x00\x01\x7f\x00\x00\x01\x00\x50", [&[5, 0], accepted]).await;
    let four = socks_for_addresses(b"\x04\x01\x00\x50\x7f\x00\x00\x01\x00", [&[], &[0, 90, 0, 0, 0, 0, 0, 0]]).await;
    for proxy in [format!("socks5://{five}"), format!("socks4://{four}")] {
        let transport = HttpTransport::builder().proxy(&proxy).build().unwrap();
        let text = call("http://localhost", transport).await.expect(&proxy);
        assert!(text.starts_with("address<POST / HTTP/1.1>"), "{text}");
    }
}

#[test]
fn a_proxy_that_cannot_be_used_is_refused_and_not_printed() {
    for address in ["", "no address", "http://", "http://u:hush@h:x", "ftp://u:hush@h"] {
        let error = HttpTransport::builder().proxy(address).build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
        assert!(error.to_string().starts_with("the proxy ") && !error.to_string().contains("hush"), "{error}");
    }
}

#[tokio::test]
async fn the_environment_names_proxies() {
    let (socks, proxy) =
        (format!("socks5h://user:pass@{}", socks().await), format!("http://user:p%40ss@{}", proxy().await));
    let child = |variables: Vec<(&'static str, String)>| async move {
        tokio::task::spawn_blocking(move || {
            let variables: Vec<_> = variables.iter().map(|(name, value)| (*name, value.as_str())).collect();
            run("network::proxies::through_the_proxy_of_the_environment", &variables);
        })
        .await
        .unwrap();
    };
    child(vec![("ALL_PROXY", socks.clone()), ("EXPECTED", "socks<".to_owned())]).await;
    child(vec![("all_proxy", socks), ("EXPECTED", "socks<".to_owned())]).await;
    let accepted: &[u8] = &[5, 0, 0, 1, 127, 0, 0, 1, 0, 80];
    let five = socks_for_addresses(b"\x05\x01\x00\x05\x01\x00\x01\x7f\x00\x00\x01\x00\x50", [&[5, 0], accepted]).await;
    let server = ("SERVER", "http://localhost".to_owned());
    child(vec![("ALL_PROXY", format!("socks5://{five}")), server, ("EXPECTED", "address<".to_owned())]).await;
    for name in ["HTTP_PROXY", "http_proxy", "ALL_PROXY"] {
        child(vec![(name, proxy.clone()), ("EXPECTED", "<POST http://service.invalid/".to_owned())]).await;
    }
    let direct = plain().await;
    for name in ["NO_PROXY", "no_proxy"] {
        for (except, host) in
            [("127.0.0.1", "127.0.0.1"), ("127.0.0.0/8", "127.0.0.1"), ("x,localhost", "localhost"), ("*", "localhost")]
        {
            let expected = ("EXPECTED", "127.0.0.1<POST / ".to_owned());
            let server = ("SERVER", direct.replace("127.0.0.1", host));
            child(vec![("HTTP_PROXY", "http://127.0.0.1:1".to_owned()), (name, except.to_owned()), server, expected])
                .await;
        }
    }
}

#[tokio::test]
async fn the_environment_names_a_proxy_for_tls() {
    let (proxy, (server, pem)) = (proxy().await, self_signed(rustls::ALL_VERSIONS));
    let address = with_tls(server).await;
    for name in ["HTTPS_PROXY", "https_proxy", "ALL_PROXY"] {
        for (user, expected) in [("user:p%40ss@", "tunnelled"), ("", "proxy authorization required")] {
            let variables = [
                (name, format!("http://{user}{proxy}")),
                ("SERVER", address.clone()),
                ("PEM", pem.clone()),
                ("EXPECTED", expected.to_owned()),
            ];
            tokio::task::spawn_blocking(move || {
                let variables = variables.each_ref().map(|(name, value)| (*name, value.as_str()));
                run("network::proxies::through_a_tunnel_of_the_environment", &variables);
            })
            .await
            .unwrap();
        }
    }
}

#[tokio::test]
#[ignore = "another test runs it in a child process"]
async fn through_a_tunnel_of_the_environment() {
    let variable = |name| std::env::var(name).unwrap();
    let transport = HttpTransport::builder().root_certificates(variable("PEM")).build().unwrap();
    let outcome = call(&variable("SERVER"), transport).await;
    let found = outcome.map_or_else(|error| error.to_string(), |_| "tunnelled".to_owned());
    assert!(found.contains(&variable("EXPECTED")), "{found}");
}

#[tokio::test]
#[ignore = "another test runs it in a child process"]
async fn through_the_proxy_of_the_environment() {
    let server = std::env::var("SERVER").unwrap_or_else(|_| "http://service.invalid".to_owned());
    let text = call(&server, HttpTransport::new().unwrap()).await.unwrap();
    assert!(text.starts_with(&std::env::var("EXPECTED").unwrap()), "{text}");
}
