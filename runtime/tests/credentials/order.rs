//! The order in which the default chain searches, and what its error says about the other sources.

use tencentcloud_runtime::credentials::DefaultChain;

use super::chain::{with_metadata, without_metadata};
use super::test_env::{HOME, TestEnv, file, home_with};
use super::web_identity::pod;
use super::{ID, KEY, id, message, provide};

const PROFILE: (&str, &str) = (".tencentcloud/credentials", "[default]\nsecret_id=AKIDprofile\nsecret_key=hush\n");
const TOOL: (&str, &str) = (".tccli/default.credential", r#"{"secretId":"AKIDtool","secretKey":"hush"}"#);

/// A source, and how to configure it.
#[derive(Clone, Copy, PartialEq)]
enum Source {
    Variables,
    Function,
    Profile,
    Tool,
    Machine,
    Pod,
}

use Source::{Function, Machine, Pod, Profile, Tool, Variables};

/// The order that the documentation states, with the id that each source has.
const ORDER: [(Source, &str); 6] = [
    (Variables, ID),
    (Function, "AKIDfunction"),
    (Profile, "AKIDprofile"),
    (Tool, "AKIDtool"),
    (Machine, "AKIDmachine"),
    (Pod, "AKIDpod"),
];

/// Returns an environment with these sources and no others.
fn with(sources: &[Source]) -> TestEnv {
    let has = |source: Source| sources.contains(&source);
    let mut env = TestEnv::new(if has(Machine) { with_metadata } else { without_metadata });
    if has(Variables) {
        env = env.set_all(&[("TENCENTCLOUD_SECRET_ID", ID), ("TENCENTCLOUD_SECRET_KEY", KEY)]);
    }
    if has(Function) {
        env = env.set_all(&[("TENCENTCLOUD_SECRETID", "AKIDfunction"), ("TENCENTCLOUD_SECRETKEY", "hush")]);
    }
    if has(Pod) {
        env = pod(env, &file("a.b.c").display().to_string());
    }
    let files = [(Profile, PROFILE), (Tool, TOOL)].into_iter().filter(|(source, _)| has(*source));
    env.set(HOME, home_with(&files.map(|(_, file)| file).collect::<Vec<_>>()))
}

#[tokio::test]
async fn the_first_source_with_credentials_is_used() {
    for (position, (_, expected)) in ORDER.iter().enumerate() {
        let rest: Vec<_> = ORDER[position..].iter().map(|(source, _)| *source).collect();
        let env = with(&rest);
        assert_eq!(id(&DefaultChain::new(), &env.context()).await, *expected);
        let requests = [0, 0, 0, 0, 2, 2][position];
        assert_eq!(env.requests().len(), requests, "{expected}: sources on this machine need no request");
    }
}

#[tokio::test]
async fn every_source_is_enough() {
    for (source, expected) in ORDER {
        assert_eq!(id(&DefaultChain::new(), &with(&[source]).context()).await, expected);
    }
}

/// Sources that exist but are not reached have a line of their own.
#[tokio::test]
async fn the_error_names_the_sources_that_were_not_used() {
    let half = with(&[Profile, Tool, Pod]).set("TENCENTCLOUD_SECRETID", ID);
    let reason = "TENCENTCLOUD_SECRETID is set, but TENCENTCLOUD_SECRETKEY is not";
    let others = "\n  profile file: not used, because of the error of the environment\
        \n  profile of tccli: not used, because of the error of the environment\
        \n  role of the pod: not used, because of the error of the environment";
    assert_eq!(half.client().build().unwrap_err().to_string(), format!("{reason}{others}"));
    let found = message(provide(&DefaultChain::new(), &half.context()).await);
    assert_eq!(found, format!("no credentials found:\n  environment: {reason}{others}"));

    let broken = home_with(&[(PROFILE.0, "[default]\nsecret_id=AKID\n"), TOOL]);
    let env = TestEnv::offline().set(HOME, broken);
    let found = message(provide(&DefaultChain::new(), &env.context()).await);
    let end = ":1: the profile `default` has no secret_key\n  \
        profile of tccli: not used, because of the error of the profile file";
    assert!(found.ends_with(end), "{found}");
    assert!(env.requests().is_empty());
}

/// A profile of another name, a file of the tool before a login, a lonely token: each exists, none has a key.
#[tokio::test]
async fn the_error_says_why_a_source_has_no_credentials() {
    let home = home_with(&[
        (PROFILE.0, "[ops]\nsecret_id=AKID\nsecret_key=hush\n"),
        (".tccli/default.credential", r#"{"sso":{"authUrl":"https://login"},"type":"sso"}"#),
    ]);
    let env = TestEnv::offline().set(HOME, &home).set("TENCENTCLOUD_SESSIONTOKEN", "hush");
    let env = env.set("TKE_REGION", "ap-shanghai");
    let found = message(provide(&DefaultChain::new(), &env.context()).await);
    for expected in [
        "environment: TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY are not set; \
         TENCENTCLOUD_SECRETID and TENCENTCLOUD_SECRETKEY are not set, only TENCENTCLOUD_SESSIONTOKEN is\n",
        &format!("profile file: {home}/.tencentcloud/credentials has no profile `default`, found `ops`\n"),
        &format!(
            "profile of tccli: {home}/.tccli/default.credential: no `secretId` and `secretKey`: run `tccli sso login`\n"
        ),
        "role of the machine: metadata service: cannot connect",
        "role of the pod: not set: TKE_PROVIDER_ID, TKE_WEB_IDENTITY_TOKEN_FILE, TKE_ROLE_ARN",
    ] {
        assert!(found.contains(expected), "{expected}\n{found}");
    }
}

/// A profile that a variable names can be in either file.
#[tokio::test]
async fn a_named_profile_is_searched_in_both_files() {
    let ops = (".tccli/ops.credential", r#"{"secretId":"AKIDops","secretKey":"hush"}"#);
    let env = TestEnv::offline().set(HOME, home_with(&[PROFILE, TOOL, ops])).set("TENCENTCLOUD_PROFILE", "ops");
    assert_eq!(id(&DefaultChain::new(), &env.context()).await, "AKIDops");
    let env = with(&[Profile, Tool, Machine]).set("TENCENTCLOUD_PROFILE", "qa");
    let found = message(provide(&DefaultChain::new(), &env.context()).await);
    assert!(found.contains("credentials has no profile `qa`, found `default`"), "{found}");
    assert!(found.ends_with("/.tccli/qa.credential does not exist, found `default`"), "{found}");
    assert!(env.requests().is_empty(), "the role of the machine is another identity");
}
