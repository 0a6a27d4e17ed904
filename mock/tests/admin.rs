//! The paths of the server itself: who may use them.

use mock::Options;

use crate::support::{options, request, send, server};

const PATHS: [(&str, &str); 7] = [
    ("GET", "/__mock/ready"),
    ("GET", "/__mock/requests"),
    ("DELETE", "/__mock/requests"),
    ("GET", "/__mock/faults"),
    ("POST", "/__mock/faults"),
    ("DELETE", "/__mock/faults"),
    ("GET", "/__mock/unknown"),
];

const FAULT: &str = r#"{"kind":"throttle"}"#;

#[tokio::test]
async fn web_pages_are_refused() {
    let server = server(options()).await;
    server.plan(mock::Fault::reset()).expect("a plan");
    let own = format!("http://{}", server.addr());
    for (method, path) in PATHS {
        for (name, value) in [
            ("origin", "https://page.example"),
            ("origin", "null"),
            ("origin", &own),
            ("sec-fetch-site", "cross-site"),
            ("host", "page.example"),
        ] {
            let bytes = request(method, "127.0.0.1", path, &[(name, value)], FAULT);
            assert_eq!(send(server.addr(), &bytes).await.expect("a response").status, 403, "{method} {path} {name}");
        }
    }
    assert_eq!(server.faults().len(), 1, "none was planned or cleared");
}

#[tokio::test]
async fn names_that_others_control_are_refused() {
    let server = server(options()).await;
    let hosts = [
        "page.example",
        "page.example:80",
        "localhost.page.example",
        "127.0.0.1.page.example",
        "localhost@page.example",
        "user:pass@localhost",
        "127.1",
        "2130706433",
        "0x7f.0.0.1",
        "0.0.0.0",
        "192.0.2.1",
        "[::ffff:127.0.0.1]",
        "localhost:0",
        "localhost:x",
        "ⓛocalhost",
        "",
    ];
    for host in hosts {
        for (method, path) in PATHS {
            let response = send(server.addr(), &request(method, host, path, &[], FAULT)).await.expect("a response");
            assert_eq!(response.status, 403, "{host}: {method} {path}");
            let path = format!("/__host/localhost{path}");
            let response = send(server.addr(), &request(method, host, &path, &[], FAULT)).await.expect("a response");
            assert_eq!(response.status, 403, "{host}: {method} {path}");
        }
    }
    assert_eq!(server.faults(), []);
}

#[tokio::test]
async fn the_server_answers_under_its_own_names() {
    let server = server(options()).await;
    let (address, port) = (server.addr().to_string(), server.addr().port());
    let names = ["localhost", "127.0.0.1", "[::1]"].map(|name| format!("{name}:{port}"));
    for host in names.iter().map(String::as_str).chain([&*address, "localhost"]) {
        let response = send(server.addr(), &request("GET", host, "/__mock/ready", &[], "")).await.expect("a response");
        assert_eq!(response.status, 200, "{host}");
    }
    let typed = [("sec-fetch-site", "none")];
    let response = send(server.addr(), &request("GET", "localhost", "/__mock/requests", &typed, "")).await;
    assert_eq!(response.expect("a response").status, 200, "an address that a person typed");
}

#[tokio::test]
async fn a_server_on_all_addresses_answers_under_any_of_them() {
    let all = Options::default().address(([0, 0, 0, 0], 0).into());
    let server = server(all).await;
    let local = ([127, 0, 0, 1], server.addr().port()).into();
    for (host, status) in [("192.0.2.1", 200), ("page.example", 403)] {
        let response = send(local, &request("GET", host, "/__mock/ready", &[], "")).await.expect("a response");
        assert_eq!(response.status, status, "{host}");
    }
}
