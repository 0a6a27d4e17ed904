//! Credentials and settings in the files of the command line tool.

use tencentcloud_runtime::Credentials;
use tencentcloud_runtime::credentials::{DefaultChain, TccliProfile};

use super::assume_role::response;
use super::chain::{Ping, with_metadata};
use super::test_env::{HOME, TestEnv, home_with, ok};
use super::{NOW, id, message, provide};

const EMPTY: &str = r#"{"Response":{"RequestId":"r"}}"#;

/// What `tccli auth login` saves.
fn login(kind: &str, expiry: i64) -> String {
    format!(
        r#"{{"type":"{kind}","secretId":"AKIDlogin","secretKey":"hush","token":"hush-token","expiresAt":{expiry},
            "{kind}":{{"site":"cn","openId":"1","accessToken":"hush","expiresAt":{expiry},"refreshToken":"hush"}}}}"#
    )
}

fn env(files: &[(&str, &str)]) -> TestEnv {
    let files: Vec<_> = files.iter().map(|(name, text)| (format!(".tccli/{name}"), *text)).collect();
    let files: Vec<_> = files.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    TestEnv::new(with_metadata).set(HOME, home_with(&files))
}

/// Returns the host and region of a call of a client in this environment.
async fn call(env: &TestEnv) -> (String, String) {
    env.client().build().unwrap().call(Ping).await.unwrap();
    let request = env.requests().pop().unwrap();
    (request.header("host").to_owned(), request.header("x-tc-region").to_owned())
}

#[tokio::test]
async fn a_saved_key_is_found() {
    let env = env(&[("default.credential", "{\"secretId\":\"AKIDexample\",\"secretKey\":\"example\"}\n")]);
    let expected = Credentials::new("AKIDexample", "example");
    assert_eq!(provide(&TccliProfile::new(), &env.context()).await.unwrap(), expected);
    assert_eq!(provide(&DefaultChain::new(), &env.context()).await.unwrap(), expected);
    assert!(env.requests().is_empty());
}

#[tokio::test]
async fn every_form_of_a_saved_key_is_read() {
    let plain = Credentials::new("AKIDa", "ka");
    for (text, expected) in [
        (r#"{"secretId":"AKIDa","secretKey":"ka","token":null}"#, plain.clone()),
        (r#"{"secretId":"AKIDa","secretKey":"ka","token":"","type":"default","new":[1]}"#, plain.clone()),
        ("\u{feff}{\"secretId\":\"AKIDa\",\"secretKey\":\"ka\",\"role-arn\":\"\"}", plain.clone()),
        (r#"{"secretId":"AKIDa","secretKey":"ka","token":"ta"}"#, plain.with_token("ta")),
        (
            &login("oauth", NOW + 60),
            Credentials::new("AKIDlogin", "hush").with_token("hush-token").with_expiry(NOW + 60),
        ),
    ] {
        let env = env(&[("default.credential", text)]);
        assert_eq!(provide(&TccliProfile::new(), &env.context()).await.unwrap(), expected, "{text}");
    }
}

#[tokio::test]
async fn the_profile_and_the_folder_can_be_chosen() {
    let key = |id: &str| format!(r#"{{"secretId":"{id}","secretKey":"k"}}"#);
    let (a, b, c) = (key("AKIDa"), key("AKIDb"), key("AKIDc"));
    let env = env(&[("default.credential", &a), ("ops.credential", &b), ("qa.credential", &c)]);
    assert_eq!(id(&TccliProfile::new(), &env.context()).await, "AKIDa");
    assert_eq!(id(&TccliProfile::named("ops"), &env.context()).await, "AKIDb");
    let shared = env.clone().set("TENCENTCLOUD_PROFILE", "ops");
    assert_eq!(id(&TccliProfile::new(), &shared.context()).await, "AKIDb");
    let own = shared.set("TCCLI_PROFILE", "qa");
    assert_eq!(id(&TccliProfile::new(), &own.context()).await, "AKIDc", "the variable of the tool counts first");
    assert_eq!(id(&TccliProfile::named("default"), &own.context()).await, "AKIDa", "the code counts most");

    let folder = home_with(&[("default.credential", &b)]);
    let elsewhere = env.set("TENCENTCLOUD_SHARED_CREDENTIALS_DIR", &folder);
    assert_eq!(id(&TccliProfile::new(), &elsewhere.context()).await, "AKIDb");
    assert_eq!(id(&TccliProfile::new().folder(&folder), &TestEnv::offline().context()).await, "AKIDb");
}

#[tokio::test]
async fn a_login_is_read_again_when_it_expires() {
    for (kind, remedy) in [("oauth", "auth"), ("sso", "sso")] {
        let env = env(&[("default.credential", &login(kind, NOW + 3600))]);
        let (profile, context) = (TccliProfile::new(), env.context());
        assert_eq!(id(&profile, &context).await, "AKIDlogin");
        env.advance(3600);
        let found = message(provide(&profile, &context).await);
        let expected = format!(
            ".credential: the key of the login has expired: run any `tccli` command, or run `tccli {remedy} login`"
        );
        assert!(found.ends_with(&expected), "{found}");
        let home = context.variable(HOME).unwrap();
        let renewed = login(kind, NOW + 7200).replace("AKIDlogin", "AKIDrenewed");
        std::fs::write(format!("{home}/.tccli/default.credential"), renewed).unwrap();
        env.advance(60);
        assert_eq!(id(&profile, &context).await, "AKIDrenewed");
    }
}

#[tokio::test]
async fn an_expired_login_ends_the_search() {
    let env = env(&[("default.credential", &login("oauth", NOW))]);
    let found = message(provide(&DefaultChain::new(), &env.context()).await);
    assert!(found.contains("profile of tccli: ") && found.contains("has expired"), "{found}");
    assert!(env.requests().is_empty(), "the role of the machine is another identity");
}

#[tokio::test]
async fn a_profile_with_a_role_assumes_it() {
    let key = r#"{"secretId":"AKIDa","secretKey":"hush","role-arn":"qcs::cam::uin/1:roleName/r","role-session-name":"nightly"}"#;
    let sts = r#"{"_sys_param":{},"sts":{"endpoint":"sts.internal.tencentcloudapi.com","version":"2018-08-13"}}"#;
    for (files, host) in [
        (vec![("default.credential", key)], "sts.tencentcloudapi.com"),
        (vec![("default.credential", key), ("default.configure", sts)], "sts.internal.tencentcloudapi.com"),
    ] {
        let home = env(&files).context().variable(HOME).unwrap();
        let env = TestEnv::responding([response("AKIDrole", NOW + 7200)]).set(HOME, home);
        assert_eq!(id(&TccliProfile::new(), &env.context()).await, "AKIDrole");
        let [request] = &env.requests()[..] else { panic!("one request") };
        assert_eq!((request.header("host"), request.header("x-tc-action")), (host, "AssumeRole"));
        assert!(request.header("authorization").contains("Credential=AKIDa/"));
        assert!(request.body.contains(r#""RoleSessionName":"nightly""#), "{}", request.body);
    }
}

#[tokio::test]
async fn a_profile_can_name_the_role_of_the_machine() {
    let env = env(&[("default.credential", r#"{"type":"cvm-role","secretId":"AKIDold","secretKey":"hush"}"#)]);
    assert_eq!(id(&TccliProfile::new(), &env.context()).await, "AKIDmachine");
}

#[tokio::test]
async fn errors_name_the_file_and_no_secret() {
    for (text, expected) in [
        ("", "expected a JSON object"),
        ("hush", "expected a JSON object"),
        ("[]", "expected a JSON object"),
        (r#"{"secretId":"AKID","secretKey":"hush"#, "expected a JSON object"),
        (r#"{"secretId":"AKID","secretKey":["hush"]}"#, "`secretKey` is not of the expected type"),
        (r#"{"secretId":"AKID","secretKey":""}"#, "`secretId` is set, but `secretKey` is not"),
        (r#"{"secretKey":"hush"}"#, "`secretKey` is set, but `secretId` is not"),
        (r#"{"secretId":"AKID","secretKey":"hu sh"}"#, "the SecretKey contains characters that are not valid in a key"),
        (r#"{}"#, "no `secretId` and `secretKey`: run `tccli configure`"),
        (r#"{"type":"oauth","oauth":{}}"#, "no `secretId` and `secretKey`: run `tccli auth login`"),
        (r#"{"type":"hush"}"#, "unknown `type`, expected `default`, `cvm-role`, `oauth` or `sso`"),
    ] {
        let env = env(&[("default.credential", text)]);
        let found = message(provide(&TccliProfile::new(), &env.context()).await);
        assert!(found.contains("/.tccli/default.credential: ") && found.ends_with(expected), "{text}: {found}");
    }
    let none = env(&[("b.credential", "{}"), ("a.credential", "{}"), ("a.configure", "{}")]);
    let found = message(provide(&TccliProfile::new(), &none.context()).await);
    assert!(found.ends_with("/.tccli/default.credential does not exist, found `a`, `b`"), "{found}");
    let found = message(provide(&TccliProfile::named("../a"), &none.context()).await);
    assert_eq!(found, "invalid name of a profile: `../a`");
    let found = message(provide(&TccliProfile::new(), &TestEnv::offline().context()).await);
    assert_eq!(found, "the home directory is not known");
}

const KEY_FILE: (&str, &str) = ("default.credential", r#"{"secretId":"AKIDa","secretKey":"ka"}"#);

#[tokio::test]
async fn the_region_and_the_hosts_are_those_of_the_tool() {
    for (configure, host, region) in [
        (r#"{"_sys_param":{"region":"ap-chengdu","output":"json"}}"#, "ims.tencentcloudapi.com", "ap-chengdu"),
        (r#"{"region":"ap-chengdu","output":"json","arrayCount":10}"#, "ims.tencentcloudapi.com", "ap-chengdu"),
        (r#"{"_sys_param":{"region":""}}"#, "ims.tencentcloudapi.com", "(absent)"),
        (
            r#"{"_sys_param":{},"sts":{"endpoint":"sts.intl.tencentcloudapi.com"}}"#,
            "ims.intl.tencentcloudapi.com",
            "(absent)",
        ),
        (
            r#"{"_sys_param":{},"sts":{"endpoint":"sts.internal.tencentcloudapi.com"}}"#,
            "ims.internal.tencentcloudapi.com",
            "(absent)",
        ),
        (r#"{"_sys_param":{},"sts":{"endpoint":"sts.tencentcloudapi.com"}}"#, "ims.tencentcloudapi.com", "(absent)"),
        (r#"{"_sys_param":{},"sts":{"endpoint":"own.example"}}"#, "ims.tencentcloudapi.com", "(absent)"),
    ] {
        let env = env(&[KEY_FILE, ("default.configure", configure)]);
        let env = TestEnv::new(|_| ok(EMPTY)).set(HOME, env.context().variable(HOME).unwrap());
        assert_eq!(call(&env).await, (host.to_owned(), region.to_owned()), "{configure}");
    }
}

#[tokio::test]
async fn an_international_login_decides_the_site() {
    let text = login("oauth", NOW + 60).replace("\"cn\"", "\"intl\"");
    let home = env(&[("default.credential", &text)]).context().variable(HOME).unwrap();
    let env = TestEnv::new(|_| ok(EMPTY)).set(HOME, home);
    assert_eq!(call(&env).await.0, "ims.intl.tencentcloudapi.com");
}

#[test]
fn a_broken_configuration_fails_building_the_client() {
    for (configure, expected) in [
        ("hush", "expected a JSON object"),
        (r#"{"_sys_param":{"region":{}}}"#, "`_sys_param.region` is not of the expected type"),
        (r#"{"sts":{"endpoint":"sts.a b"}}"#, "invalid endpoint: "),
    ] {
        let error = env(&[KEY_FILE, ("default.configure", configure)]).client().build().unwrap_err().to_string();
        assert!(error.contains("/.tccli/default.configure: ") && error.contains(expected), "{error}");
        assert!(!error.contains("hush"), "{error}");
    }
}
