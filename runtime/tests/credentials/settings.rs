//! Region, site, domain and address of a client: in code, in variables, and in the profile that has the credentials.

use tencentcloud_runtime::credentials::{AssumeRole, CachedCredentials, ClientSettings, Environment, Profile};
use tencentcloud_runtime::{
    BoxFuture, ClientBuilder, Credentials, Endpoint, Error, ErrorKind, ProvideCredentials, Site,
};

use super::assume_role::response;
use super::chain::Ping;
use super::test_env::{HOME, SentRequest, TestEnv, home, ok};
use super::{ID, KEY, NOW};

const PROFILES: &str = "[default]\nsecret_id=AKIDa\nsecret_key=ka\nregion=ap-chengdu\n\
    [abroad]\nsecret_id=AKIDb\nsecret_key=kb\nregion=ap-singapore\nsite=international\n\
    [inside]\nsecret_id=AKIDc\nsecret_key=kc\ndomain=internal.tencentcloudapi.com\n\
    [mock]\nsecret_id=AKIDd\nsecret_key=kd\nendpoint=http://127.0.0.1:1234\n";

fn env() -> TestEnv {
    let reply = |request: &SentRequest| match request.header("x-tc-action") {
        "AssumeRole" => response("AKIDrole", NOW + 7200),
        _ => ok(r#"{"Response":{"RequestId":"r"}}"#),
    };
    TestEnv::new(reply).set(HOME, home(PROFILES))
}

/// Returns the host, address, region and id of a call.
async fn call(env: &TestEnv, builder: ClientBuilder) -> (String, String, String, String) {
    builder.build().unwrap().call(Ping).await.unwrap();
    let request = env.requests().pop().unwrap();
    let authorization = request.header("authorization");
    let id = authorization.split(['=', '/']).nth(1).unwrap_or_default().to_owned();
    (request.header("host").to_owned(), request.uri.clone(), request.header("x-tc-region").to_owned(), id)
}

fn row(host: &str, address: &str, region: &str, id: &str) -> (String, String, String, String) {
    (host.to_owned(), address.to_owned(), region.to_owned(), id.to_owned())
}

const CHINA: &str = "ims.tencentcloudapi.com";
const ABROAD: &str = "ims.intl.tencentcloudapi.com";
const INSIDE: &str = "ims.internal.tencentcloudapi.com";

#[tokio::test]
async fn a_profile_has_the_settings_of_its_client() {
    for (profile, host, region, id) in [
        (None, CHINA, "ap-chengdu", "AKIDa"),
        (Some("abroad"), ABROAD, "ap-singapore", "AKIDb"),
        (Some("inside"), INSIDE, "(absent)", "AKIDc"),
    ] {
        let chosen = profile.map_or_else(env, |name| env().set("TENCENTCLOUD_PROFILE", name));
        let expected = row(host, &format!("https://{host}/"), region, id);
        assert_eq!(call(&chosen, chosen.client()).await, expected, "the default chain");
        let named = Profile::named(profile.unwrap_or("default"));
        let env = env();
        assert_eq!(call(&env, env.client().credentials(named)).await, expected, "the profile alone");
    }
    let mock = env().set("TENCENTCLOUD_PROFILE", "mock");
    assert_eq!(call(&mock, mock.client()).await, row(CHINA, "http://127.0.0.1:1234/", "(absent)", "AKIDd"));
}

#[tokio::test]
async fn variables_take_precedence_over_the_profile() {
    let env = env().set("TENCENTCLOUD_PROFILE", "abroad");
    for (name, value, expected) in [
        ("TENCENTCLOUD_REGION", "ap-tokyo", row(ABROAD, &format!("https://{ABROAD}/"), "ap-tokyo", "AKIDb")),
        ("TENCENTCLOUD_SITE", "china", row(CHINA, &format!("https://{CHINA}/"), "ap-singapore", "AKIDb")),
        (
            "TENCENTCLOUD_DOMAIN",
            "internal.tencentcloudapi.com",
            row(INSIDE, &format!("https://{INSIDE}/"), "ap-singapore", "AKIDb"),
        ),
        ("TENCENTCLOUD_ENDPOINT", "http://127.0.0.1:9", row(ABROAD, "http://127.0.0.1:9/", "ap-singapore", "AKIDb")),
    ] {
        let env = env.clone().set(name, value);
        assert_eq!(call(&env, env.client()).await, expected, "{name}");
    }
    let inside = self::env().set("TENCENTCLOUD_PROFILE", "inside").set("TENCENTCLOUD_SITE", "international");
    assert_eq!(call(&inside, inside.client()).await.0, ABROAD, "a site excludes the domain of the profile");
}

#[tokio::test]
async fn the_code_takes_precedence_over_variables() {
    let env = env().set_all(&[
        ("TENCENTCLOUD_REGION", "ap-tokyo"),
        ("TENCENTCLOUD_DOMAIN", "internal.tencentcloudapi.com"),
        ("TENCENTCLOUD_ENDPOINT", "http://127.0.0.1:9"),
    ]);
    let builder = env.client().region("ap-seoul").endpoint(Endpoint::ai()).connect_to("http://127.0.0.1:8");
    let expected = row("ims.ai.tencentcloudapi.com", "http://127.0.0.1:8/", "ap-seoul", "AKIDa");
    assert_eq!(call(&env, builder).await, expected);
    let builder = env.client().site(Site::International);
    assert_eq!(call(&env, builder).await, row(ABROAD, "http://127.0.0.1:9/", "ap-tokyo", "AKIDa"));
    assert_eq!(call(&env, env.client().region("")).await.2, "(absent)", "no region");
}

#[tokio::test]
async fn a_profile_without_the_credentials_has_no_say() {
    let variables = [("TENCENTCLOUD_SECRET_ID", ID), ("TENCENTCLOUD_SECRET_KEY", KEY)];
    let env = env().set("TENCENTCLOUD_PROFILE", "abroad").set_all(&variables);
    let expected = row(CHINA, &format!("https://{CHINA}/"), "(absent)", ID);
    assert_eq!(call(&env, env.client()).await, expected);
    let given = env.client().credentials(Credentials::new(ID, KEY));
    assert_eq!(call(&env, given).await, expected);
}

#[tokio::test]
async fn a_role_has_the_settings_of_its_source() {
    let env = env();
    let role = AssumeRole::new(CachedCredentials::new(Profile::named("abroad")), "qcs::cam::uin/1:roleName/r");
    let expected = row(ABROAD, &format!("https://{ABROAD}/"), "ap-singapore", "AKIDrole");
    assert_eq!(call(&env, env.client().credentials(role)).await, expected);
}

/// A source of an application.
struct Vault;

impl ProvideCredentials for Vault {
    fn provide<'a>(
        &'a self,
        _: &'a tencentcloud_runtime::credentials::Context,
    ) -> BoxFuture<'a, Result<Credentials, Error>> {
        Box::pin(std::future::ready(Ok(Credentials::new("AKIDvault", "k"))))
    }

    fn settings(&self, environment: &Environment) -> Result<ClientSettings, Error> {
        let mut settings = ClientSettings::default();
        settings.region = environment.variable("VAULT_REGION");
        Ok(settings)
    }
}

#[tokio::test]
async fn a_source_of_an_application_can_have_settings() {
    let env = env().set("VAULT_REGION", "ap-mumbai");
    let expected = row(CHINA, &format!("https://{CHINA}/"), "ap-mumbai", "AKIDvault");
    assert_eq!(call(&env, env.client().credentials(Vault)).await, expected);
}

#[test]
fn a_setting_that_cannot_be_used_fails_building_the_client() {
    let env = || TestEnv::offline().set_all(&[("TENCENTCLOUD_SECRET_ID", ID), ("TENCENTCLOUD_SECRET_KEY", KEY)]);
    for (name, value, expected) in [
        ("TENCENTCLOUD_SITE", "mars", "unknown site: expected `china` or `international`"),
        ("TENCENTCLOUD_DOMAIN", "https://internal.tencentcloudapi.com", "invalid domain, expected `"),
        ("TENCENTCLOUD_DOMAIN", "user:hush@example.com", "invalid endpoint: "),
        ("TENCENTCLOUD_DOMAIN", "a b", "invalid endpoint: "),
        ("TENCENTCLOUD_ENDPOINT", "http://user:hush@127.0.0.1", "invalid address: "),
    ] {
        let error = env().set(name, value).client().build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
        let error = error.to_string();
        assert!(error.starts_with(&format!("{name}: {expected}")) && !error.contains("hush"), "{error}");
        assert!(env().set(name, "").client().build().is_ok(), "empty counts as not set");
    }
    for (line, expected) in [
        ("site = mars", "unknown site: "),
        ("domain = a/b", "invalid domain, "),
        ("endpoint = 127.0.0.1:1234", "invalid address: "),
    ] {
        let home = home(&format!("[default]\nsecret_id=AKIDa\nsecret_key=ka\n{line}\n"));
        let error = TestEnv::offline().set(HOME, &home).client().build().unwrap_err().to_string();
        assert!(error.contains(&format!("credentials:4: {expected}")), "{error}");
    }
}

#[test]
fn printed_settings_have_no_password() {
    let mut settings = ClientSettings::default();
    settings.connect_to = Some("http://user:hush@127.0.0.1:1".to_owned());
    let builder = TestEnv::offline().client().connect_to("http://user:hush@127.0.0.1:1");
    for printed in [format!("{settings:?}"), format!("{builder:?}")] {
        assert!(printed.contains("127.0.0.1:1") && !printed.contains("hush"), "{printed}");
    }
}
