//! The modes of the checks, explanations of wrong signatures, and hosts named in the path.

use mock::{Cloud, Mode};

use crate::support::{self, CAT, CI, COS, IMS, KEY, get, moderation, moderation_by, options, send, server};

#[tokio::test]
async fn signatures_are_refused_noted_or_ignored() {
    for (mode, code, signature_good, notes) in [
        (Mode::Strict, "AuthFailure.SignatureFailure", false, 0),
        (Mode::Warn, "", false, 1),
        (Mode::Off, "", false, 0),
    ] {
        let server = server(options().signature(mode)).await;
        let response = send(server.addr(), &moderation_by("another", "/", IMS, CAT)).await.expect("a response");
        let entry = server.requests().pop().expect("a request");
        let found = (response.code(), entry.signature_good, entry.notes.len());
        assert_eq!(found, (code.to_owned(), signature_good, notes), "{mode:?}");
    }
    let server = server(options().signature(Mode::Warn)).await;
    send(server.addr(), &moderation(CAT)).await.expect("a response");
    assert!(server.requests().pop().is_some_and(|entry| entry.signature_good && entry.notes.is_empty()));
}

#[tokio::test]
async fn violations_are_refused_noted_or_ignored() {
    for (mode, code, violations, notes) in
        [(Mode::Strict, "MissingParameter", 1, 0), (Mode::Warn, "", 1, 1), (Mode::Off, "", 0, 0)]
    {
        let server = server(options().validate(mode)).await;
        let response = send(server.addr(), &moderation("{}")).await.expect("a response");
        let entry = server.requests().pop().expect("a request");
        let found = (response.code(), entry.violations.len(), entry.notes.len());
        assert_eq!(found, (code.to_owned(), violations, notes), "{mode:?}");
    }
}

#[tokio::test]
async fn wrong_signatures_are_explained_without_the_key() {
    let server = server(options()).await;
    let request = String::from_utf8(moderation(CAT)).expect("text");
    let changed = request.replace("content-type: application/json", "content-type: application/json; charset=utf-8");
    let response = send(server.addr(), changed.as_bytes()).await.expect("a response");
    let message = response.json()["Response"]["Error"]["Message"].as_str().expect("a message").to_owned();
    for part in [
        "The client signed the content type application/json.",
        "Line 4 is the first to differ",
        "server: `content-type:application/json; charset=utf-8`",
        "client: `content-type:application/json`",
    ] {
        assert!(message.contains(part), "{part}\n{message}");
    }
    let broken = send(server.addr(), &moderation_by(&format!("{KEY}\n"), "/", IMS, CAT)).await.expect("a response");
    assert!(broken.text().contains("with a secret key that ends with a line break"), "{}", broken.text());

    let encoded = String::from_utf8(get(COS, "/a b.png")).expect("text");
    let signed = get(COS, "/a%20b.png");
    let signature = String::from_utf8(signed).expect("text");
    let line = |text: &str| text.lines().find(|line| line.starts_with("authorization")).map(str::to_owned);
    let encoded = encoded.replace(&line(&encoded).expect("a line"), &line(&signature).expect("a line"));
    let response = send(server.addr(), encoded.as_bytes()).await.expect("a response");
    assert_eq!((response.status, response.code().as_str()), (403, "SignatureDoesNotMatch"));
    assert!(response.text().contains("The client signed the percent-encoded path."), "{}", response.text());
    let log: String = server.requests().iter().map(ToString::to_string).collect();
    assert!(log.contains("is the first to differ") && !log.contains(KEY) && !response.text().contains(KEY));
}

#[tokio::test]
async fn the_path_can_name_the_host() {
    let server = server(options()).await;
    let address = server.addr().to_string();
    let response = send(server.addr(), &moderation_by(KEY, &format!("/__host/{IMS}/"), &address, CAT)).await;
    assert!(response.expect("a response").json()["Response"]["Suggestion"].is_string());
    let job = String::from_utf8(get(CI, "/image/auditing/any")).expect("text");
    let job = job.replace("GET /", &format!("GET /__host/{CI}/")).replace(&format!("host: {CI}"), "host: localhost");
    let response = send(server.addr(), job.as_bytes()).await.expect("a response");
    assert!(response.status == 200 && response.text().contains("<JobsDetail>"), "{response:?}");
    assert!(server.requests().iter().all(|entry| entry.signature_good));
}

#[tokio::test]
async fn unknown_hosts_are_refused_in_every_mode() {
    for mode in [Mode::Strict, Mode::Warn, Mode::Off] {
        let server = server(options().signature(mode)).await;
        let response = send(server.addr(), &moderation_by(KEY, "/", "localhost", CAT)).await.expect("a response");
        assert_eq!((response.status, response.code().as_str()), (400, "InvalidHost"), "{mode:?}");
    }
}

#[test]
fn a_cloud_answers_without_a_socket() {
    let cloud = Cloud::new(support::model(), [support::key()], options());
    let text = String::from_utf8(moderation(CAT)).expect("text");
    let (head, body) = text.split_once("\r\n\r\n").expect("a body");
    let lines = head.lines().skip(1).filter_map(|line| line.split_once(": "));
    let request = lines.fold(http::Request::post("/"), |request, (name, value)| request.header(name, value));
    let reply = cloud.respond(request.body(body.to_owned().into()).expect("a request"));
    assert_eq!(reply.ending, mock::Ending::Whole);
    assert!(cloud.requests()[0].signature_good && reply.response.body().starts_with(b"{\"Response\":{"));
}
