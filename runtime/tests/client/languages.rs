//! The language of messages.

use tencentcloud_runtime::{Client, Language};

use super::{moderate, query};
use crate::support::Fake;

#[tokio::test]
async fn the_language_is_that_of_the_call_or_of_the_client_or_english() {
    for (of_client, of_call, sent) in [
        (None, None, "en-US"),
        (Some(Language::Chinese), None, "zh-CN"),
        (None, Some(Language::Chinese), "zh-CN"),
        (Some(Language::Chinese), Some(Language::English), "en-US"),
    ] {
        let fake = Fake::json(r#"{"Response":{"RequestId":"r"}}"#);
        let builder = Client::builder().credentials(Fake::credentials()).transport(fake.clone());
        let builder = of_client.into_iter().fold(builder, |builder, language| builder.language(language));
        let call = moderate().send(&builder.build().unwrap());
        of_call.into_iter().fold(call, |call, language| call.language(language)).await.unwrap();
        assert_eq!(fake.request().header("x-tc-language"), sent);
    }
    assert_eq!([Language::English, Language::Chinese].map(|language| language.to_string()), ["en-US", "zh-CN"]);
}

#[tokio::test]
async fn a_bucket_has_no_language() {
    let fake = Fake::responding(200, &[], "<Response><Text>t</Text></Response>");
    query("j").send(&fake.bucket()).language(Language::Chinese).await.unwrap();
    assert_eq!(fake.request().header("x-tc-language"), "(absent)");
}
