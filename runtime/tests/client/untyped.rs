//! Calls of actions by their names.

use tencentcloud_runtime::serde_json::json;
use tencentcloud_runtime::transport::TransportErrorKind;
use tencentcloud_runtime::{Client, Endpoint, ErrorKind, Json, Object, RetryPolicy};

use super::NOW;
use crate::support::{Fake, response};

const ZONES: &str = r#"{"Response":{"TotalCount":1,"ZoneSet":[{"Zone":"ap-guangzhou-1"}],"RequestId":"r-1"}}"#;

#[tokio::test]
async fn an_action_is_called_by_its_names() {
    let fake = Fake::json(ZONES);
    let filters = json!({"Filters": [{"Name": "zone", "Values": ["ap-guangzhou-1"]}], "Limit": 20});
    let reply = fake.client().action("cvm", "2017-03-12", "DescribeZones", filters).await.unwrap();
    assert_eq!((reply.request_id(), reply.attempts()), ("r-1", 1));
    assert_eq!(Json::from(reply.into_inner()), json!({"TotalCount": 1, "ZoneSet": [{"Zone": "ap-guangzhou-1"}]}));

    let request = fake.request();
    assert_eq!((request.method.as_str(), request.uri.as_str()), ("POST", "https://cvm.tencentcloudapi.com/"));
    assert_eq!(request.text(), r#"{"Filters":[{"Name":"zone","Values":["ap-guangzhou-1"]}],"Limit":20}"#);
    for (name, value) in [
        ("content-type", "application/json"),
        ("x-tc-action", "DescribeZones"),
        ("x-tc-version", "2017-03-12"),
        ("x-tc-region", "ap-guangzhou"),
    ] {
        assert_eq!(request.header(name), value, "{name}");
    }
    let scope = "TC3-HMAC-SHA256 Credential=AKIDEXAMPLE/2019-02-25/cvm/tc3_request, SignedHeaders=content-type;host,";
    assert!(request.header("authorization").starts_with(scope), "{}", request.header("authorization"));
}

#[tokio::test]
async fn names_may_be_known_only_at_run_time() {
    let fake = Fake::json(ZONES);
    let names = String::from("cvm 2017-03-12 DescribeZones");
    let [service, version, name] = names.split(' ').collect::<Vec<_>>()[..] else { panic!("three names") };
    let call = fake.client().action(service, version, name, [("Limit", 20)]);
    drop(names);
    call.region("ap-beijing").endpoint(Endpoint::regional()).await.unwrap();
    let request = fake.request();
    assert_eq!((&*request.uri, request.text()), ("https://cvm.ap-beijing.tencentcloudapi.com/", r#"{"Limit":20}"#));
}

#[tokio::test]
async fn an_error_of_the_service_names_the_action() {
    let fake = Fake::json(r#"{"Response":{"Error":{"Code":"InvalidAction","Message":"no"},"RequestId":"r-2"}}"#);
    let error = fake.client().action("cvm", "2017-03-12", "DescribeZonez", Object::new()).await.unwrap_err();
    assert_eq!((error.operation(), error.request_id()), (Some("DescribeZonez"), Some("r-2")));
}

#[tokio::test(start_paused = true)]
async fn an_action_is_repeated_only_if_that_is_safe() {
    for (failure, declared, sent) in [
        (TransportErrorKind::Connect, false, 2),
        (TransportErrorKind::Other, false, 1),
        (TransportErrorKind::Other, true, 2),
    ] {
        let success = response(200, &[("content-type", "application/json")], ZONES);
        let fake = Fake::failing(failure).then(success);
        let builder = Client::builder().credentials(Fake::credentials()).transport(fake.clone()).clock(|| NOW);
        let client = builder.retry(RetryPolicy::standard()).build().unwrap();
        let call = client.action("cvm", "2017-03-12", "RunInstances", Object::new());
        let reply = if declared { call.repeatable().await } else { call.await };
        assert_eq!((fake.requests().len(), reply.is_ok()), (sent, sent == 2), "{failure:?} {declared}");
    }
}

#[tokio::test]
async fn names_and_parameters_are_checked() {
    let fake = Fake::json(ZONES);
    let none = || Json::Object(Default::default());
    for (service, version, name, parameters, what) in [
        ("", "2017-03-12", "DescribeZones", none(), "service"),
        ("cvm.evil.example", "2017-03-12", "DescribeZones", none(), "service"),
        ("cvm/", "2017-03-12", "DescribeZones", none(), "service"),
        ("CVM", "2017-03-12", "DescribeZones", none(), "service"),
        ("cvm", "latest", "DescribeZones", none(), "version"),
        ("cvm", "2017-03-12", "Describe Zones", none(), "action"),
        ("cvm", "2017-03-12", "DescribeZones\r\nx-tc-token: t", none(), "action"),
        ("cvm", "2017-03-12", "", none(), "action"),
        ("cvm", "2017-03-12", "DescribeZones", json!([1]), "expected a JSON object"),
    ] {
        let error = fake.client().action(service, version, name, parameters).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput, "{error}");
        assert!(error.message().contains(what), "{error}");
    }
    assert!(fake.sent_nothing());
}
