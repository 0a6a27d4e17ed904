//! What the types are, and what they print.

use std::time::Duration;

use tencentcloud_runtime::Credentials;
use tencentcloud_runtime::credentials::{
    AssumeRole, CachedCredentials, Context, CvmRole, DefaultChain, Profile, ProvideCredentials, WebIdentity,
};

use crate::world::{World, file};
use crate::{ID, KEY, id};

#[tokio::test]
async fn nothing_secret_is_printed() {
    let key = || Credentials::new("hush-id", "hush-key").with_token("hush-token").with_expiry(9);
    let world = World::alone().set("TENCENTCLOUD_SECRET_KEY", "hush").set("TENCENTCLOUD_SECRET_ID", "hush");
    let role = AssumeRole::new(key(), "qcs::role").external_id("hush").policy("hush").session_name("seen");
    let identity = WebIdentity::new("provider", "qcs::role", file("hush"));
    let profile = Profile::named("ops").file(file("[ops]\nsecret_id=hush\nsecret_key=hush"));
    let (chain, cached) = (DefaultChain::new(), CachedCredentials::new(Credentials::new("hush-id", "hush-key")));
    assert_eq!(id(&profile, &world.context()).await, "hush");
    assert_eq!(id(&chain, &world.context()).await, "hush");
    assert_eq!(id(&cached, &World::alone().context()).await, "hush-id");
    let client = world.client().build().unwrap();
    for printed in [
        format!("{:?}", key()),
        format!("{role:?}"),
        format!("{identity:?}"),
        format!("{profile:?} {:?}", CvmRole::new()),
        format!("{chain:?} {cached:?}"),
        format!("{:?} {client:?} {:?}", world.context(), world.client()),
    ] {
        assert!(!printed.contains("hush"), "{printed}");
    }
    let printed = format!("{role:?} {identity:?} {profile:?}");
    for seen in ["seen", "qcs::role", "provider", "ops"] {
        assert!(printed.contains(seen), "{printed}");
    }
}

#[test]
fn types_go_where_they_are_needed() {
    fn source<T: ProvideCredentials>() {}
    fn anywhere<T: Send + Sync + Clone + 'static>() {}
    source::<Credentials>();
    source::<AssumeRole>();
    source::<CvmRole>();
    source::<DefaultChain>();
    source::<Profile>();
    source::<WebIdentity>();
    source::<CachedCredentials<Credentials>>();
    source::<std::sync::Arc<dyn ProvideCredentials>>();
    anywhere::<Context>();
}

/// A setting that comes late must not leave credentials in place that were fetched without it.
#[tokio::test]
async fn a_changed_source_keeps_nothing() {
    let context = World::alone().context();
    let profile = Profile::new().file(file(format!("[default]\nsecret_id={ID}\nsecret_key={KEY}")));
    assert_eq!(id(&profile, &context).await, ID);
    let other = profile.file(file("[default]\nsecret_id=other\nsecret_key=k"));
    assert_eq!(id(&other, &context).await, "other");
    let _ = CvmRole::new().timeout(Duration::ZERO);
}
