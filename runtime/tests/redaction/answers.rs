//! Answers that quote the request, and answers with sensitive members.

use tencentcloud_runtime::codec::{read_envelope, read_json, read_xml};
use tencentcloud_runtime::{ByteStream, List, read_callback};

use super::inputs::{Account, Person};
use super::printed::{ID, KEY, TOKEN, assert_clean, assert_prints_clean, clean, clean_deviations, credentials};
use crate::support::{EnhanceImage, Fake, Moderate, QueryJob, response};

/// An answer with sensitive members, one of them under an alias.
#[derive(Clone, Default, PartialEq)]
struct Record {
    number: Option<i64>,
    person: Option<Person>,
    people: List<Person>,
    account: Option<Account>,
    accounts: List<Account>,
}

tencentcloud_runtime::shape! {
    Record {
        "Number" | "IdNumber" => number [Sensitive],
        "Person" => person,
        "People" => people,
        "Account" => account [Sensitive],
        "Accounts" => accounts [Sensitive],
    }
}

fn moderate() -> Moderate {
    Moderate { file_url: Some(format!("https://h/?q-signature={KEY}")), ..Moderate::default() }
}

/// Pages of gateways that quote all headers of the request.
fn echoes(headers: &[(String, String)]) -> Vec<String> {
    let lines: Vec<_> = headers.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    let pairs: Vec<_> = headers.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let json: serde_json::Map<_, _> =
        headers.iter().map(|(name, value)| (name.clone(), value.as_str().into())).collect();
    let json = serde_json::Value::Object(json);
    let values: Vec<_> = headers.iter().map(|(_, value)| value.as_str()).collect();
    vec![
        lines.join("\r\n"),
        format!("<html><pre>{}</pre></html>", lines.join("\n")),
        pairs.join("&"),
        json.to_string(),
        format!("{{\"message\":{json},\"headers\":{json}"),
        format!("{{\"message\":{:?}}}", lines.join("\n")),
        format!(
            "{{\"Response\":{{\"Error\":{{\"Code\":\"Bad\",\"Message\":{:?}}},\"RequestId\":\"r\"}}}}",
            lines.join(", ")
        ),
        format!("<Error><Code>Bad</Code><Message>{}</Message></Error>", lines.join(" ")),
        format!("bad gateway: {}", values.join(" ")),
        format!("{}{}", "x".repeat(170), values.join(" ")),
    ]
}

#[tokio::test]
async fn a_gateway_that_quotes_the_request_is_masked() {
    let fake = Fake::responding(500, &[], "").then(response(500, &[], ""));
    let client = fake.client_with(credentials());
    let bucket = client.bucket("examplebucket-1250000000", "ap-chengdu");
    clean(moderate().send(&client).await.unwrap_err());
    clean(QueryJob { job_id: Some("j".to_owned()) }.send(&bucket).await.unwrap_err());
    for (index, request) in fake.requests().iter().enumerate() {
        let headers: Vec<_> = request.headers.clone().into_iter().collect();
        let signature = request.header("authorization").rsplit('=').next().unwrap();
        for body in echoes(&headers) {
            for status in [200, 403, 502] {
                let fake = Fake::default().then(response(status, &[], body.clone()));
                let client = fake.client_with(credentials());
                let bucket = client.bucket("examplebucket-1250000000", "ap-chengdu");
                let error = match index {
                    0 => moderate().send(&client).await.unwrap_err(),
                    _ => QueryJob { job_id: Some("j".to_owned()) }.send(&bucket).await.unwrap_err(),
                };
                let error = clean(error);
                assert!(!format!("{error:?} {error:#?}").contains(signature), "{signature} in {error:?}");
            }
        }
    }
}

#[tokio::test]
async fn redirects_and_headers_are_masked() {
    let location = format!("https://u:{KEY}@example.com/?q-ak={ID}&x-cos-security-token={TOKEN}");
    for (status, headers) in [
        (301, vec![("location", location.as_str())]),
        (400, vec![("x-cos-error-code", KEY), ("x-cos-request-id", "r")]),
        (200, vec![("content-encoding", TOKEN)]),
    ] {
        let fake = Fake::default().then(response(status, &headers, location.clone()));
        clean(moderate().send(&fake.client_with(credentials())).await.unwrap_err());
    }
}

#[tokio::test]
async fn events_are_masked() {
    let text = format!(
        "data: {{\"Text\":\"a\"}}\n\ndata: Zhang San hush\n\ndata: {{\"Error\":{{\"Code\":\"C\",\"Message\":\"{TOKEN} {KEY}\"}}}}\n\n"
    );
    let fake = Fake::default().then(response(200, &[("content-type", "text/event-stream")], text));
    let mut stream = fake.client_with(credentials()).events(moderate(), "").await.unwrap();
    assert!(stream.next().await.unwrap().is_ok());
    clean_deviations(stream.next().await.unwrap().unwrap().unexpected());
    let error = clean(stream.next().await.unwrap().unwrap_err());
    assert_eq!(error.message(), "*** ***");
}

#[test]
fn deviations_print_no_sensitive_value() {
    let mut record = Record::default();
    let json = br#"{"IdNumber":"110101199001011234x","Person":{"Balance":"hush","Factor":{"a":1},"Tags":"hush"},
        "People":[{"Balance":"hush"},{"Account":{"Number":"hush"}}],"Account":{"Number":"hush"},"Accounts":[{"Number":"hush"}]}"#;
    let found = read_json(json, &mut record).unwrap();
    assert_eq!(found.len(), 8, "{found:?}");
    clean_deviations(&found);
    assert_eq!(
        (found[0].member.as_str(), found[0].declared, found[0].found.as_str()),
        ("IdNumber", "an integer", "***")
    );
    let enveloped = [&b"{\"Response\":"[..], json, b"}"].concat();
    clean_deviations(&read_envelope(&enveloped, &mut Record::default()).unwrap().deviations);
    let xml = b"<R><IdNumber>hush</IdNumber><Person><Balance>hush</Balance><Tags><hush/></Tags></Person>
        <Account><Number>hush</Number></Account><Accounts><Number>hush</Number></Accounts></R>";
    clean_deviations(&read_xml(xml, &mut Record::default()).unwrap());
    assert_prints_clean(&record);
}

/// Answers and callbacks that cannot be read, some of them of one value only.
#[tokio::test]
async fn an_unreadable_body_prints_no_value() {
    for body in [
        "-424242",
        "\"hush\"",
        "[\"hush\"]",
        r#"{"Response":"hush"}"#,
        r#"{"Response":-424242}"#,
        r#"{"Response":{"Name":"Zhang San","Id":"110101199001011234","Balance":-424242"#,
        r#"{"Name":"Zhang San","Id":110101199001011234"#,
        r#"cut","Name":"Zhang San","Balance":-424242}"#,
        "<R><Name>Zhang San</Name><Id>110101199001011234</hush></R>",
        "<R><Name>Zhang San <hush",
        "<R a=\"hush\"><Name b=hush>",
    ] {
        for protocol in ["action", "rest"] {
            let fake = Fake::default().then(response(200, &[], body));
            let client = fake.client_with(credentials());
            let bucket = client.bucket("examplebucket-1250000000", "ap-chengdu");
            clean(match protocol {
                "action" => moderate().send(&client).await.unwrap_err(),
                _ => QueryJob { job_id: Some("j".to_owned()) }.send(&bucket).await.unwrap_err(),
            });
        }
        clean(read_callback::<Record>(body.as_bytes()).unwrap_err());
        for read in [read_json, read_xml] {
            assert_prints_clean(&read(body.as_bytes(), &mut Record::default()));
        }
    }
}

#[tokio::test]
async fn an_interrupted_body_and_a_presigned_url_are_masked() {
    let broken = |text: &str| std::io::Error::other(text.to_owned());
    let cause = broken(&format!("GET https://u:{KEY}@h/?q-signature={TOKEN}"));
    let fake = Fake::default().then(response(200, &[], ByteStream::new(futures_util::stream::iter([Err(cause)]))));
    clean(moderate().send(&fake.client_with(credentials())).await.unwrap_err());
    let bucket = Fake::default().client_with(credentials()).bucket("examplebucket-1250000000", "ap-chengdu");
    let link = EnhanceImage { object_key: Some("k".to_owned()), ..EnhanceImage::default() }.send(&bucket);
    let link = link.presign(std::time::Duration::from_secs(60)).await.unwrap();
    assert_prints_clean(&link);
    let (_, signature) = link.as_str().split_once("q-signature=").unwrap();
    let page = format!("cannot read {link} and {KEY}");
    let error = moderate().send(&Fake::default().then(response(502, &[], page)).client_with(credentials())).await;
    let text = clean(error.unwrap_err()).to_string();
    assert!(!text.contains(&signature[..40]), "{text}");
    assert_clean(&text);
}

/// Text of a service stays on its line and cannot control a terminal.
#[tokio::test]
async fn texts_of_a_service_are_one_line() {
    let evil = "a\\nb\\u2028c\\u001b[2J\\u202ed\\u0085";
    let body = format!(r#"{{"Response":{{"Error":{{"Code":"Bad{evil}","Message":"{evil}"}},"RequestId":"{evil}"}}}}"#);
    let fake =
        Fake::default().then(response(200, &[], body)).then(response(502, &[], "a\nb\u{2028}c\u{1b}[2J\u{202e}"));
    let client = fake.client();
    for _ in 0..2 {
        let error = moderate().send(&client).await.unwrap_err();
        for text in [error.to_string(), error.message().to_owned(), error.request_id().unwrap_or_default().to_owned()] {
            let hidden = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{202e}');
            assert!(!text.contains(hidden), "{text:?}");
        }
    }
}
