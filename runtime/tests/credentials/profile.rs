//! Credentials from profile files.

use std::fs;

use tencentcloud_runtime::Credentials;
use tencentcloud_runtime::credentials::Profile;

use super::assume_role::response;
use super::test_env::{TestEnv, file, home};
use super::{NOW, id, message, provide};

const FILE: &str = "TENCENTCLOUD_CREDENTIALS_FILE";

const TWO: &str = "# of the team\n[default]\nsecret_id = AKIDa\nsecret_key = ka\n\n[ops]\nsecret_id = AKIDb\n\
                   secret_key = kb\ntoken = tb\nregion = ap-tokyo\n";

#[tokio::test]
async fn file_and_profile_can_be_set() {
    let path = file(TWO);
    let text = path.display().to_string();
    let named = TestEnv::offline().set(FILE, &text).context();
    assert_eq!(provide(&Profile::new(), &named).await.unwrap(), Credentials::new("AKIDa", "ka"));
    let ops = Credentials::new("AKIDb", "kb").with_token("tb");
    assert_eq!(provide(&Profile::named("ops"), &named).await.unwrap(), ops);
    assert_eq!(provide(&Profile::named("ops").file(&path), &TestEnv::offline().context()).await.unwrap(), ops);
    let both = TestEnv::offline().set(FILE, "/nowhere").set("TENCENTCLOUD_PROFILE", "ops").context();
    assert_eq!(
        provide(&Profile::new().file(&path), &both).await.unwrap(),
        ops,
        "an argument takes precedence over the environment"
    );
    assert_eq!(id(&Profile::named("default").file(&path), &both).await, "AKIDa");
}

#[cfg(unix)]
#[tokio::test]
async fn the_default_file_is_in_the_home_directory() {
    let context = TestEnv::offline().set("HOME", home(TWO)).context();
    assert_eq!(id(&Profile::new(), &context).await, "AKIDa");
    let nowhere = TestEnv::offline().set("HOME", "/nowhere").context();
    let expected = "/nowhere/.tencentcloud/credentials does not exist; /etc/tencentcloud/credentials does not exist";
    assert_eq!(message(provide(&Profile::new(), &nowhere).await), expected);
}

#[tokio::test]
async fn errors_name_file_and_line() {
    for (text, expected) in [
        ("[default]\nsecret_id=AKID\nsecret_key", ":3: expected `[name]` or `key = value`"),
        ("secret_key=hush", ":1: expected a section `[name]` before the first key"),
        ("[default]\nsecret_id=AKID\n", ":1: the profile `default` has no secret_key"),
        ("\n[default]\nsecret_key=hush\nsecret_id=\n", ":2: the profile `default` has no secret_id"),
        (
            "[default]\nsecret_id=AKID\nsecret_key=hu sh",
            ":1: the SecretKey contains characters that are not valid in a key in",
        ),
        ("[default]\nsecret_id=AKID\nsecret_key=\"hush\"", ":1: the SecretKey is quoted"),
        ("[default]\nrole_arn=qcs::x", ":1: the profile `default` has no secret_id"),
        ("[default]\ncredential_process=", ":2: expected a command"),
        ("[default]\ncredential_process='vault", ":2: missing the closing quote of a word"),
        (
            "[default]\nsecret_id=a\ncredential_process=vault",
            ":3: expected either `secret_id` or `credential_process`, found both",
        ),
        ("[ops]\nsecret_id=a\n[qa]", " has no profile `default`, found `ops`, `qa`"),
        ("", " has no profile `default`, found none"),
    ] {
        let path = file(text);
        let found = message(provide(&Profile::new().file(&path), &TestEnv::offline().context()).await);
        assert!(found.starts_with(&format!("{}{expected}", path.display())), "{text:?}: {found}");
    }
}

#[tokio::test]
async fn an_unreadable_profile_file_is_an_error() {
    for (path, expected) in [
        (file([0xff, 0xfe, 0x00]), "is not valid UTF-8"),
        (file("#".repeat(300_000)), "the file exceeds 256 KiB"),
        (std::env::temp_dir(), ": "),
        ("/nowhere/credentials".into(), ": "),
    ] {
        let found = message(provide(&Profile::new().file(&path), &TestEnv::offline().context()).await);
        assert!(found.contains(expected) && found.starts_with(&format!("cannot read {}", path.display())), "{found}");
    }
}

#[tokio::test]
async fn a_profile_can_name_a_role() {
    let path = file(
        "[default]\nsecret_id=AKID\nsecret_key=hush\nrole_arn=qcs::cam::uin/1:roleName/r\n\
         role_session_name=nightly\nexternal_id=partner-7\n",
    );
    let env = TestEnv::responding([response("AKIDtmp", NOW + 7200)]);
    let (profile, context) = (Profile::new().file(&path), env.context());
    for _ in 0..2 {
        assert_eq!(id(&profile, &context).await, "AKIDtmp");
    }
    let [request] = &env.requests()[..] else { panic!("one request") };
    assert!(request.header("authorization").contains("Credential=AKID/"));
    assert_eq!(
        request.body,
        r#"{"RoleArn":"qcs::cam::uin/1:roleName/r","RoleSessionName":"nightly","DurationSeconds":7200,"ExternalId":"partner-7"}"#
    );
    let source = Profile::new().file(path).source_of_role();
    assert_eq!(id(&source, &TestEnv::offline().context()).await, "AKID", "the key itself");
}

#[tokio::test]
async fn a_file_is_read_once() {
    let path = file(TWO);
    let (profile, context) = (Profile::new().file(&path), TestEnv::offline().context());
    assert_eq!(id(&profile, &context).await, "AKIDa");
    fs::remove_file(path).unwrap();
    assert_eq!(id(&profile, &context).await, "AKIDa");
}
