//! Credentials that a command prints.

use std::os::unix::fs::PermissionsExt;
use std::time::Duration;

use tencentcloud_runtime::Credentials;
use tencentcloud_runtime::credentials::{DefaultChain, ProcessCredentials, Profile};

use super::test_env::{TestEnv, file};
use super::{NOW, id, message, provide};

/// Returns a command that prints this text.
fn printing(text: &str) -> ProcessCredentials {
    ProcessCredentials::new("printf").arg("%s").arg(text)
}

fn shell(script: &str) -> ProcessCredentials {
    ProcessCredentials::new("sh").arg("-c").arg(script)
}

#[tokio::test]
async fn every_documented_form_is_read() {
    let (plain, temporary) = (Credentials::new("AKIDp", "kp"), Credentials::new("AKIDp", "kp").with_token("tp"));
    for (text, expected) in [
        (r#"{"SecretId":"AKIDp","SecretKey":"kp"}"#, plain.clone()),
        (r#"{"Version":1,"SecretId":"AKIDp","SecretKey":"kp","Token":"","Expiration":""}"#, plain),
        (
            r#"{"Version":1,"SecretId":"AKIDp","SecretKey":"kp","Token":"tp","Expiration":"2019-02-25T17:44:25Z"}"#,
            temporary.clone().with_expiry(NOW + 3600),
        ),
        (
            r#"{"TmpSecretId":"AKIDp","TmpSecretKey":"kp","Token":"tp","ExpiredTime":1551116665,"Code":"Success"}"#,
            temporary.clone().with_expiry(NOW + 3600),
        ),
        (
            r#"{"Credentials":{"TmpSecretId":"AKIDp","TmpSecretKey":"kp","Token":"tp"},"ExpiredTime":1551116665}"#,
            temporary.with_expiry(NOW + 3600),
        ),
    ] {
        let found = provide(&printing(text), &TestEnv::offline().context()).await;
        assert_eq!(found.unwrap(), expected, "{text}");
    }
}

#[tokio::test]
async fn errors_name_the_command_and_never_its_output_or_arguments() {
    for (text, expected) in [
        ("", "did not print a JSON object"),
        ("hush", "did not print a JSON object"),
        (r#"{"SecretId":"hush""#, "did not print a JSON object"),
        ("{}", "printed no `SecretId`"),
        (r#"{"SecretId":"hush"}"#, "printed no `SecretKey`"),
        (r#"{"SecretId":"a","SecretKey":{"hush":1}}"#, "printed a `SecretKey` that is not of the expected type"),
        (r#"{"SecretId":"a","SecretKey":"hush\n"}"#, "printed credentials of which the SecretKey is surrounded by"),
        (r#"{"Version":2,"SecretId":"a","SecretKey":"hush"}"#, "printed another `Version` than 1"),
        (r#"{"SecretId":"a","SecretKey":"b","Expiration":"hush"}"#, "printed an `Expiration` that is not a time"),
    ] {
        let command = printing(text);
        assert!(!format!("{command:?}").contains("hush"));
        let found = message(provide(&command, &TestEnv::offline().context()).await);
        assert!(found.starts_with(&format!("the command `printf` {expected}")), "{text}: {found}");
    }
    for (command, expected) in [
        (shell("echo hush; echo hush >&2; exit 3"), "the command `sh` failed with exit status: 3"),
        (shell("yes hush"), "the command `sh` printed more than 64 KiB"),
        (ProcessCredentials::new("/nowhere/vault").arg("hush"), "the command `/nowhere/vault` cannot be started: "),
        (ProcessCredentials::new(""), "the command `` cannot be started: "),
    ] {
        let found = message(provide(&command, &TestEnv::offline().context()).await);
        assert!(found.starts_with(expected), "{found}");
    }
}

/// Neither a command that does not end, nor one that hands its output on, holds up a call.
#[tokio::test]
async fn a_command_is_killed_after_its_time() {
    for script in ["exec sleep 1000", "sleep 5 & exec sleep 1000", "exec >&-; exec sleep 1000"] {
        let marker = file("");
        let command = shell(&format!("echo $$ > {}; {script}", marker.display())).timeout(Duration::from_millis(300));
        let found = message(provide(&command, &TestEnv::offline().context()).await);
        assert_eq!(found, "the command `sh` did not end within 300ms");
        let process = std::fs::read_to_string(marker).unwrap();
        let alive = std::process::Command::new("kill").args(["-0", process.trim()]).output().unwrap();
        assert!(!alive.status.success(), "{script}");
    }
    assert_eq!(
        id(&printing(r#"{"SecretId":"a","SecretKey":"b"}"#).timeout(Duration::MAX), &TestEnv::offline().context())
            .await,
        "a"
    );
}

#[tokio::test]
async fn the_command_runs_again_when_the_credentials_expire() {
    let count = file("");
    let script = format!(
        r#"echo x >> {0}; printf '{{"SecretId":"AKID%s","SecretKey":"k","Expiration":"2019-02-25T%s:44:25Z"}}' $(wc -l < {0}) $((16 + $(wc -l < {0})))"#,
        count.display()
    );
    let env = TestEnv::offline();
    let (command, context) = (shell(&script), env.context());
    for (seconds, expected) in [(0, "AKID1"), (1800, "AKID1"), (1800, "AKID2"), (60, "AKID2")] {
        env.advance(seconds);
        assert_eq!(id(&command, &context).await, expected);
    }
    assert_eq!(std::fs::read_to_string(count).unwrap().lines().count(), 2);
}

#[tokio::test]
async fn a_command_has_no_input() {
    let command = shell(r#"cat; printf '{"SecretId":"AKIDp","SecretKey":"kp"}'"#);
    assert_eq!(id(&command, &TestEnv::offline().context()).await, "AKIDp");
}

/// A caller outside of a runtime, such as another executor, waits for the thread.
#[test]
fn no_runtime_is_needed() {
    let (command, context) = (printing(r#"{"SecretId":"AKIDp","SecretKey":"kp"}"#), TestEnv::offline().context());
    let mut future = std::pin::pin!(provide(&command, &context));
    let mut cx = std::task::Context::from_waker(std::task::Waker::noop());
    let found = loop {
        match future.as_mut().poll(&mut cx) {
            std::task::Poll::Ready(found) => break found,
            std::task::Poll::Pending => std::thread::sleep(Duration::from_millis(5)),
        }
    };
    assert_eq!(found.unwrap().secret_id(), "AKIDp");
}

#[tokio::test]
async fn a_profile_can_name_a_command() {
    let script = file("#!/bin/sh\nprintf '{\"SecretId\":\"%s\",\"SecretKey\":\"k\"}' \"$2\"\n");
    std::fs::set_permissions(&script, std::fs::Permissions::from_mode(0o700)).unwrap();
    let profiles = file(format!(
        "[default]\ncredential_process = \"{0}\" get 'AKIDvault' # not a comment\nregion = ap-tokyo\n\
         [broken]\ncredential_process = /nowhere/vault --password=hush\n",
        script.display()
    ));
    let env = TestEnv::offline().set("TENCENTCLOUD_CREDENTIALS_FILE", profiles.display().to_string());
    assert_eq!(id(&Profile::new(), &env.context()).await, "AKIDvault");
    assert_eq!(id(&DefaultChain::new(), &env.context()).await, "AKIDvault");
    let broken = env.set("TENCENTCLOUD_PROFILE", "broken");
    let found = message(provide(&DefaultChain::new(), &broken.context()).await);
    assert!(found.contains("profile file: the command `/nowhere/vault` cannot be started: "), "{found}");
}
