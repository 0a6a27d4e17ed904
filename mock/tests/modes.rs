//! What is refused, what is only noted, and what is not looked at; and hosts that stand in the path.

mod support;

use mock::{Cloud, Mode};
use support::{CAT, CI, COS, IMS, KEY, get, moderation, moderation_by, options, send, server};

#[tokio::test]
async fn signatures_are_refused_noted_or_ignored() {
    for (mode, code, good, notes) in [
        (Mode::Strict, "AuthFailure.SignatureFailure", false, 0),
        (Mode::Warn, "", false, 1),
        (Mode::Off, "", false, 0),
    ] {
        let server = server(options().signature(mode)).await;
        let answer = send(server.addr(), &moderation_by("another", "/", IMS, CAT)).await.expect("an answer");
        let seen = server.requests().pop().expect("a request");
        assert_eq!((answer.code().as_str(), seen.signature_good, seen.notes.len()), (code, good, notes), "{mode:?}");
    }
    let server = server(options().signature(Mode::Warn)).await;
    send(server.addr(), &moderation(CAT)).await.expect("an answer");
    assert!(server.requests().pop().is_some_and(|seen| seen.signature_good && seen.notes.is_empty()));
}

#[tokio::test]
async fn violations_are_refused_noted_or_ignored() {
    for (mode, code, violations, notes) in
        [(Mode::Strict, "MissingParameter", 1, 0), (Mode::Warn, "", 1, 1), (Mode::Off, "", 0, 0)]
    {
        let server = server(options().validate(mode)).await;
        let answer = send(server.addr(), &moderation("{}")).await.expect("an answer");
        let seen = server.requests().pop().expect("a request");
        let found = (answer.code(), seen.violations.len(), seen.notes.len());
        assert_eq!(found, (code.to_owned(), violations, notes), "{mode:?}");
    }
}

#[tokio::test]
async fn a_wrong_signature_is_explained_and_the_key_is_never_shown() {
    let server = server(options()).await;
    let sent = String::from_utf8(moderation(CAT)).expect("text");
    let changed = sent.replace("content-type: application/json", "content-type: application/json; charset=utf-8");
    let answer = send(server.addr(), changed.as_bytes()).await.expect("an answer");
    let message = answer.json()["Response"]["Error"]["Message"].as_str().expect("a message").to_owned();
    for part in [
        "It would be right if the content type had been sent as application/json.",
        "Line 4 is the first to differ",
        "server: `content-type:application/json; charset=utf-8`",
        "client: `content-type:application/json`",
    ] {
        assert!(message.contains(part), "{part}\n{message}");
    }
    let broken = send(server.addr(), &moderation_by(&format!("{KEY}\n"), "/", IMS, CAT)).await.expect("an answer");
    assert!(broken.text().contains("had no line break behind it"), "{}", broken.text());

    let encoded = String::from_utf8(get(COS, "/a b.png")).expect("text");
    let signed = get(COS, "/a%20b.png");
    let signature = String::from_utf8(signed).expect("text");
    let line = |text: &str| text.lines().find(|line| line.starts_with("authorization")).map(str::to_owned);
    let encoded = encoded.replace(&line(&encoded).expect("a line"), &line(&signature).expect("a line"));
    let answer = send(server.addr(), encoded.as_bytes()).await.expect("an answer");
    assert_eq!((answer.status, answer.code().as_str()), (403, "SignatureDoesNotMatch"));
    assert!(answer.text().contains("the path had been percent-decoded before it was signed"), "{}", answer.text());
    let log: String = server.requests().iter().map(ToString::to_string).collect();
    assert!(log.contains("is the first to differ") && !log.contains(KEY) && !answer.text().contains(KEY));
}

#[tokio::test]
async fn the_host_can_stand_in_the_path() {
    let server = server(options()).await;
    let address = server.addr().to_string();
    let answer = send(server.addr(), &moderation_by(KEY, &format!("/__host/{IMS}/"), &address, CAT)).await;
    assert!(answer.expect("an answer").json()["Response"]["Suggestion"].is_string());
    let job = String::from_utf8(get(CI, "/image/auditing/any")).expect("text");
    let job = job.replace("GET /", &format!("GET /__host/{CI}/")).replace(&format!("host: {CI}"), "host: localhost");
    let answer = send(server.addr(), job.as_bytes()).await.expect("an answer");
    assert!(answer.status == 200 && answer.text().contains("<JobsDetail>"), "{answer:?}");
    assert!(server.requests().iter().all(|seen| seen.signature_good));
}

#[tokio::test]
async fn other_hosts_are_told_what_is_missing_in_every_mode() {
    for mode in [Mode::Strict, Mode::Warn, Mode::Off] {
        let server = server(options().signature(mode)).await;
        let answer = send(server.addr(), &moderation_by(KEY, "/", "localhost", CAT)).await.expect("an answer");
        assert_eq!((answer.status, answer.code().as_str()), (400, "InvalidHost"), "{mode:?}");
    }
}

#[test]
fn without_a_socket_it_is_the_same() {
    let cloud = Cloud::new(support::model(), [support::key()], options());
    let text = String::from_utf8(moderation(CAT)).expect("text");
    let (head, body) = text.split_once("\r\n\r\n").expect("a body");
    let lines = head.lines().skip(1).filter_map(|line| line.split_once(": "));
    let request = lines.fold(http::Request::post("/"), |request, (name, value)| request.header(name, value));
    let reply = cloud.answer(request.body(body.to_owned().into()).expect("a request"));
    assert_eq!(reply.ending, mock::Ending::Whole);
    assert!(cloud.requests()[0].signature_good && reply.response.body().starts_with(b"{\"Response\":{"));
}
