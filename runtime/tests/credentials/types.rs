//! Properties and `Debug` output of the public types.

use std::time::Duration;

use tencentcloud_runtime::Credentials;
use tencentcloud_runtime::credentials::{
    AssumeRole, CachedCredentials, ClientSettings, Context, CvmRole, DefaultChain, Environment, ProcessCredentials,
    Profile, ProvideCredentials, TccliProfile, WebIdentity,
};

use super::test_env::{TestEnv, file};
use super::{ID, KEY, id};

#[tokio::test]
async fn nothing_secret_is_printed() {
    let key = || Credentials::new("hush-id", "hush-key").with_token("hush-token").with_expiry(9);
    let env = TestEnv::offline().set("TENCENTCLOUD_SECRET_KEY", "hush").set("TENCENTCLOUD_SECRET_ID", "hush");
    let role = AssumeRole::new(key(), "qcs::role").external_id("hush").policy("hush").session_name("seen");
    let role = role.mfa("hush-serial", || Ok("hush".to_owned()));
    let identity = WebIdentity::new("provider", "qcs::role", file("hush"));
    let profile = Profile::named("ops").file(file("[ops]\nsecret_id=hush\nsecret_key=hush"));
    let (chain, cached) = (DefaultChain::new(), CachedCredentials::new(Credentials::new("hush-id", "hush-key")));
    assert_eq!(id(&profile, &env.context()).await, "hush");
    assert_eq!(id(&chain, &env.context()).await, "hush");
    assert_eq!(id(&cached, &TestEnv::offline().context()).await, "hush-id");
    let client = env.client().build().unwrap();
    for printed in [
        format!("{:?}", key()),
        format!("{role:?}"),
        format!("{identity:?}"),
        format!("{profile:?} {:?}", CvmRole::new()),
        format!("{chain:?} {cached:?}"),
        format!("{:?} {client:?} {:?}", env.context(), env.client()),
    ] {
        assert!(!printed.contains("hush"), "{printed}");
    }
    let printed = format!("{role:?} {identity:?} {profile:?}");
    for seen in ["seen", "qcs::role", "provider", "ops"] {
        assert!(printed.contains(seen), "{printed}");
    }
}

#[test]
fn public_types_are_send_and_sync() {
    fn source<T: ProvideCredentials>() {}
    fn anywhere<T: Send + Sync + Clone + 'static>() {}
    source::<Credentials>();
    source::<AssumeRole>();
    source::<CvmRole>();
    source::<DefaultChain>();
    source::<ProcessCredentials>();
    source::<Profile>();
    source::<TccliProfile>();
    source::<WebIdentity>();
    source::<CachedCredentials<Credentials>>();
    source::<std::sync::Arc<dyn ProvideCredentials>>();
    anywhere::<ClientSettings>();
    anywhere::<Context>();
    anywhere::<Environment>();
}

/// Changing a setting must discard credentials that were fetched with the old one.
#[tokio::test]
async fn changing_a_source_clears_its_cache() {
    let context = TestEnv::offline().context();
    let profile = Profile::new().file(file(format!("[default]\nsecret_id={ID}\nsecret_key={KEY}")));
    assert_eq!(id(&profile, &context).await, ID);
    let other = profile.file(file("[default]\nsecret_id=other\nsecret_key=k"));
    assert_eq!(id(&other, &context).await, "other");
    let _ = CvmRole::new().timeout(Duration::ZERO);
}
