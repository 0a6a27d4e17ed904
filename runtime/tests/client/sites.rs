//! The site of a client: hosts, where the setting comes from, and the hint about an operation of the other site.

use std::fs;
use std::path::{Path, PathBuf};

use tencentcloud_runtime::{Client, ClientBuilder, Endpoint, Error, ErrorKind, Operation, Site};

use super::moderate;
use crate::support::Fake;

tencentcloud_runtime::opaque! {
    /// An action of the international site.
    Abroad = Meta::action("ims", "2020-12-29", "Abroad").international_only();
}

tencentcloud_runtime::opaque! {
    /// An action of the China site, which is also safe to repeat.
    Home = Meta::action("ims", "2020-12-29", "Home").repeatable().china_only();
}

const EMPTY: &str = r#"{"Response":{"RequestId":"r"}}"#;

fn failure(code: &str) -> &'static str {
    format!(r#"{{"Response":{{"Error":{{"Code":"{code}","Message":"No."}},"RequestId":"r"}}}}"#).leak()
}

fn builder(fake: &Fake) -> ClientBuilder {
    Client::builder().credentials(Fake::credentials()).transport(fake.clone())
}

/// Writes a file of profiles.
fn profile(name: &str, text: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("sites-{name}"));
    fs::write(&path, text).expect("a file");
    path
}

/// Returns the host that a client calls.
async fn host(fake: &Fake, client: Result<Client, Error>) -> String {
    moderate().send(&client.expect("a client")).await.expect("an answer");
    fake.request().header("host").to_owned()
}

#[tokio::test]
async fn the_site_decides_the_hosts_and_the_language_is_english() {
    for (site, expected) in
        [(Site::China, "ims.tencentcloudapi.com"), (Site::International, "ims.intl.tencentcloudapi.com")]
    {
        let fake = Fake::json(EMPTY);
        assert_eq!(host(&fake, builder(&fake).site(site).build()).await, expected);
        assert_eq!(fake.request().header("x-tc-language"), "en-US");
    }
}

#[tokio::test]
async fn an_endpoint_takes_precedence() {
    let fake = Fake::json(EMPTY);
    let client = builder(&fake).site(Site::International).region("ap-singapore").endpoint(Endpoint::regional()).build();
    assert_eq!(host(&fake, client).await, "ims.ap-singapore.tencentcloudapi.com");
}

#[tokio::test]
async fn a_proxy_signs_for_the_host_of_the_site() {
    let fake = Fake::json(EMPTY);
    let proxy = Endpoint::custom("https://proxy.example").expect("an endpoint").signed_for_origin();
    let client = builder(&fake).clock(|| 0).site(Site::International).endpoint(proxy).build().expect("a client");
    moderate().send(&client).await.expect("an answer");
    let direct = Fake::json(EMPTY);
    let client = builder(&direct).clock(|| 0).site(Site::International).build().expect("a client");
    moderate().send(&client).await.expect("an answer");
    assert_eq!(fake.request().header("authorization"), direct.request().header("authorization"));
}

#[tokio::test]
async fn a_variable_names_the_site_unless_the_builder_does() {
    let environment = |name: &str| (name == "TENCENTCLOUD_SITE").then(|| "international".to_owned());
    let fake = Fake::json(EMPTY);
    assert_eq!(host(&fake, builder(&fake).environment(environment).build()).await, "ims.intl.tencentcloudapi.com");
    let fake = Fake::json(EMPTY);
    let client = builder(&fake).environment(environment).site(Site::China).build();
    assert_eq!(host(&fake, client).await, "ims.tencentcloudapi.com");
}

#[tokio::test]
async fn a_profile_names_the_site_if_it_has_the_credentials() {
    let path = profile("abroad", "[default]\nsecret_id = AKIDa\nsecret_key = ka\nsite = international\n");
    let file = path.display().to_string();
    let from_file = move |name: &str| (name == "TENCENTCLOUD_CREDENTIALS_FILE").then(|| file.clone());
    let fake = Fake::json(EMPTY);
    let client = Client::builder().transport(fake.clone()).environment(from_file.clone()).build();
    assert_eq!(host(&fake, client).await, "ims.intl.tencentcloudapi.com");
    let variables = {
        let from_file = from_file.clone();
        move |name: &str| match name {
            "TENCENTCLOUD_SECRET_ID" => Some("AKIDb".to_owned()),
            "TENCENTCLOUD_SECRET_KEY" => Some("kb".to_owned()),
            _ => from_file(name),
        }
    };
    let fake = Fake::json(EMPTY);
    let client = Client::builder().transport(fake.clone()).environment(variables).build();
    assert_eq!(host(&fake, client).await, "ims.tencentcloudapi.com", "other credentials may be of another site");
    let fake = Fake::json(EMPTY);
    assert_eq!(host(&fake, builder(&fake).environment(from_file).build()).await, "ims.tencentcloudapi.com");
}

#[test]
fn an_unknown_site_is_an_error_that_names_its_source() {
    let built = builder(&Fake::default()).environment(|name| (name == "TENCENTCLOUD_SITE").then(|| "mars".to_owned()));
    let error = built.build().expect_err("an error");
    let expected = "TENCENTCLOUD_SITE: unknown site: expected `china` or `international`";
    assert_eq!((error.kind(), error.to_string()), (ErrorKind::InvalidInput, expected.to_owned()));
    let path = profile("unknown", "[default]\nsite = mars\n");
    let file = path.display().to_string();
    let fake = Fake::default();
    let built = Client::builder()
        .transport(fake)
        .environment(move |name| (name == "TENCENTCLOUD_CREDENTIALS_FILE").then(|| file.clone()));
    let error = built.build().expect_err("an error").to_string();
    assert_eq!(error, format!("{}:2: unknown site: expected `china` or `international`", path.display()));
}

#[tokio::test]
async fn an_unknown_operation_of_the_other_site_is_sent_and_the_error_names_the_site() {
    assert_eq!((Abroad::META.site, Home::META.site), (Some(Site::International), Some(Site::China)));
    for code in ["InvalidAction", "NoSuchVersion", "NoSuchProduct"] {
        let fake = Fake::json(failure(code));
        let error = Abroad::new().send(&builder(&fake).build().expect("a client")).await.expect_err("an error");
        let hint = "the operation is only on the international site: set it with `ClientBuilder::site`";
        assert_eq!(error.to_string(), format!("{code}: No. (request id r); {hint}"));
        assert_eq!(error.other_site(), Some(Site::International));
    }
}

#[tokio::test]
async fn other_failures_have_no_hint() {
    let calls = [("AuthFailure.SecretIdNotFound", Site::China), ("InvalidAction", Site::International)];
    for (code, site) in calls {
        let fake = Fake::json(failure(code));
        let client = builder(&fake).site(site).build().expect("a client");
        let error = Abroad::new().send(&client).await.expect_err("an error");
        assert_eq!((error.to_string(), error.other_site()), (format!("{code}: No. (request id r)"), None));
    }
}
