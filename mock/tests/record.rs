//! Recording, with a second server as the cloud, and replaying.

use std::path::Path;

use mock::{Fault, Mode, Options, Recorder, Recording, Server};
use serde_json::Value;

use crate::support::recorder::{cloud, real_key, recorder};
use crate::support::{
    self, Action, CAT, CI, IMS, MODERATION, NOW, action_by, assume_role, bucket_by, model, options, send,
};

const JOB: &str = "/image/auditing/si8263213daf3711eca0d1525400d88xxx";

const ART: &str = "aiart.tencentcloudapi.com";
const QUERY: Action<'_> = ("aiart", "2022-12-29", "QueryTextToImageJob");

/// Sends a call of `ImageModeration`, signed with the key of the recorder.
async fn moderate(recorder: &Recorder, body: &str) -> support::Response {
    let call = action_by(recorder.key(), MODERATION, IMS, &[], ("/", IMS), body);
    send(recorder.addr(), &call).await.expect("a response")
}

/// Sends a `GET` to a bucket, signed with the key of the recorder.
async fn fetch(recorder: &Recorder, path: &str) -> support::Response {
    let request = bucket_by(recorder.key(), "GET", CI, path, &[], (path, CI));
    send(recorder.addr(), &request).await.expect("a response")
}

/// Returns names and texts of the recorded files, sorted.
fn files(folder: &Path) -> Vec<(String, String)> {
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<_> = entries
        .map(|path| {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, std::fs::read_to_string(path).expect("a file"))
        })
        .collect();
    files.sort();
    files
}

#[tokio::test]
async fn requests_are_forwarded_with_the_real_key_and_recorded_without_it() {
    let (folder, cloud) = (tempfile::tempdir().expect("a folder"), cloud().await);
    let recorder = recorder(&cloud, folder.path()).await;
    let response = moderate(&recorder, CAT).await;
    assert!(response.json()["Response"]["Suggestion"].is_string(), "{}", response.text());
    let job = fetch(&recorder, JOB).await;
    assert!(job.status == 200 && job.text().contains("<Category>Weapon</Category>"), "{}", job.text());
    assert!(cloud.requests().iter().all(|entry| entry.signature_good), "{:?}", cloud.requests());

    let files = files(folder.path());
    let names: Vec<_> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["00001-ImageModeration.json", "00002-QueryImageModerationJob.json"]);
    for (_, text) in &files {
        for secret in [
            "AKID",
            recorder.key().secret_key(),
            "the-real",
            "authorization",
            "q-signature",
            "Signature=",
            "oken\": \"the",
        ] {
            assert!(!text.to_lowercase().contains(&secret.to_lowercase()), "{secret} in {text}");
        }
    }
    assert!(files[1].1.contains("<Nickname>***</Nickname>") && !files[1].1.contains("192.0.2.10"), "{}", files[1].1);
    let first: Value = serde_json::from_str(&files[0].1).expect("JSON");
    assert_eq!(first["findings"], serde_json::json!([]));
    assert_eq!(first["sent"]["body"], CAT);
}

#[tokio::test]
async fn credentials_of_a_role_are_issued_by_the_recorder_and_not_recorded() {
    let (folder, cloud) = (tempfile::tempdir().expect("a folder"), cloud().await);
    let recorder = recorder(&cloud, folder.path()).await;
    let body = r#"{"RoleArn":"qcs::cam::uin/1:roleName/r","RoleSessionName":"session"}"#;
    let response = send(recorder.addr(), &assume_role(recorder.key(), body)).await.expect("a response");
    assert!(response.json()["Response"]["Credentials"]["TmpSecretKey"].is_string(), "{}", response.text());
    assert_eq!((cloud.requests(), files(folder.path())), (vec![], vec![]));
}

#[tokio::test]
async fn recorded_responses_are_replayed() {
    let (folder, cloud) = (tempfile::tempdir().expect("a folder"), cloud().await);
    let recorder = recorder(&cloud, folder.path()).await;
    cloud.answer_with("QueryImageModerationJob", "a job that failed").expect("an example");
    for _ in 0..2 {
        fetch(&recorder, "/image/auditing/any").await;
        cloud
            .answer_with("QueryImageModerationJob", "several scenes, an account and a frozen image")
            .expect("an example");
    }
    recorder.stop().await;

    let recording = Recording::read(folder.path()).expect("a recording");
    let server = support::server(options().replay(recording)).await;
    let get = async |path: &str| send(server.addr(), &support::get(CI, path)).await.expect("a response").text();
    let responses =
        [get("/image/auditing/any").await, get("/image/auditing/any").await, get("/image/auditing/any").await];
    assert!(responses[0].contains("ResourceDownloadFailed"), "{}", responses[0]);
    assert!(responses[1].contains("Weapon") && responses[2].contains("Weapon"), "the last one repeats");
    assert!(responses[0].contains(&server.requests()[0].request_id), "each has its own request id");
    assert!(get("/image/auditing/another").await.contains("Promotion"), "an example answers other requests");
}

#[tokio::test]
async fn violations_in_both_directions_are_noted_and_forwarded() {
    let folder = tempfile::tempdir().expect("a folder");
    let lenient = Options::default().clock(|| NOW).validate(Mode::Off);
    let mut other = model();
    let service =
        other.services.iter_mut().find(|service| service.version.as_deref() == Some("2020-12-29")).expect("a service");
    for operation in &mut service.operations {
        for example in &mut operation.examples {
            example.response = example.response.replace("\"Score\"", "\"NewScore\"").into();
        }
    }
    let cloud = Server::start(other, [real_key()], lenient).await.expect("a free port");
    let recorder = recorder(&cloud, folder.path()).await;
    let response = moderate(&recorder, r#"{"FileUrl":"https://x","Intervall":1}"#).await;
    assert!(response.text().contains("NewScore"), "{}", response.text());
    let entry = recorder.requests().pop().expect("a request");
    assert!(entry.violations[0].to_string().contains("did you mean `Interval`?"), "{entry:?}");
    assert!(entry.notes.iter().any(|note| note.contains("the response: NewScore is unknown")), "{entry:?}");
    assert!(files(folder.path())[0].1.contains("NewScore is unknown"));
}

#[tokio::test]
async fn errors_and_lost_connections_are_forwarded() {
    let (folder, cloud) = (tempfile::tempdir().expect("a folder"), cloud().await);
    let recorder = recorder(&cloud, folder.path()).await;
    cloud.plan(Fault::throttle()).expect("a plan");
    let slow = fetch(&recorder, JOB).await;
    assert_eq!((slow.status, slow.code().as_str()), (429, "SlowDown"));
    cloud.plan(Fault::reset()).expect("a plan");
    let lost = fetch(&recorder, JOB).await;
    assert_eq!((lost.status, lost.code().as_str()), (502, "BadGateway"));
    assert_eq!(files(folder.path()).len(), 1, "an error is recorded");
}

#[tokio::test]
async fn what_cannot_be_parsed_is_forwarded_and_not_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let lenient = options().validate(Mode::Off);
    let cloud = Server::start(model(), [real_key()], lenient).await.expect("a free port");
    let recorder = recorder(&cloud, folder.path()).await;
    // Responses.
    for body in [CAT, CAT] {
        cloud.plan(Fault::malformed().on("ims:ImageModeration")).expect("a plan");
        assert_eq!(moderate(&recorder, body).await.status, 200);
    }
    cloud.plan(Fault::malformed()).expect("a plan");
    assert_eq!(fetch(&recorder, JOB).await.status, 200);
    // Requests.
    for body in [r#"{"FileUrl":"https://x","DataId":"secret"#, "FileContent=secret", "{} {}", "\u{0}"] {
        assert_eq!(moderate(&recorder, body).await.status, 200, "{body}");
    }
    let entries = recorder.requests();
    assert_eq!((entries.len(), cloud.requests().len(), files(folder.path())), (7, 7, vec![]));
    for entry in entries {
        assert!(entry.notes.iter().any(|note| note.starts_with("not recorded: the re")), "{entry:?}");
    }
    assert_eq!(moderate(&recorder, CAT).await.status, 200);
    assert_eq!(files(folder.path()).len(), 1);
}

#[tokio::test]
async fn secrets_that_the_endpoint_quotes_are_masked() {
    let (folder, cloud) = (tempfile::tempdir().expect("a folder"), cloud().await);
    let recorder = recorder(&cloud, folder.path()).await;
    let quoted =
        "Credential=AKIDREAL/x, Signature=0123456789abcdef; the-real-secret-key the-real-token q-signature=fedcba";
    for _ in 0..2 {
        cloud.plan(Fault::error("FailedOperation").with_message("FailedOperation", quoted)).expect("a plan");
    }
    assert_eq!(moderate(&recorder, CAT).await.code(), "FailedOperation");
    assert_eq!(fetch(&recorder, JOB).await.code(), "FailedOperation");
    let files = files(folder.path());
    for (_, text) in &files {
        assert!(text.contains("Credential=***/x, Signature=***; *** *** q-signature=***"), "{text}");
    }
    assert_eq!(files.len(), 2);
}

#[cfg(unix)]
#[tokio::test]
async fn only_the_owner_can_read_recordings() {
    use std::os::unix::fs::PermissionsExt;

    let (folder, cloud) = (tempfile::tempdir().expect("a folder"), cloud().await);
    let recorder = recorder(&cloud, folder.path()).await;
    moderate(&recorder, CAT).await;
    fetch(&recorder, JOB).await;
    let entries = std::fs::read_dir(folder.path()).expect("a folder").map(|entry| entry.expect("an entry"));
    let modes: Vec<_> = entries.map(|entry| entry.metadata().expect("a file").permissions().mode() & 0o777).collect();
    assert_eq!(modes, [0o600, 0o600]);
}

#[tokio::test]
async fn only_the_checked_action_and_the_name_of_the_host_are_forwarded() {
    let (folder, cloud) = (tempfile::tempdir().expect("a folder"), cloud().await);
    let recorder = recorder(&cloud, folder.path()).await;
    let host = "AIART.tencentcloudapi.com:8443";
    let more = [("x-tc-action", "SubmitTextToImageJob"), ("x-tc-version", "2020-12-29")];
    let call = action_by(recorder.key(), QUERY, host, &more, ("/", host), r#"{"JobId":"1"}"#);
    let response = send(recorder.addr(), &call).await.expect("a response");
    assert_eq!(response.code(), "", "{}", response.text());
    let forwarded = cloud.requests().pop().expect("a request");
    assert_eq!((&*forwarded.host, forwarded.operation.as_deref()), (ART, Some("QueryTextToImageJob")));
}

#[test]
fn invalid_recordings_are_errors_with_their_file() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("a.json"), r#"{"sent":{}}"#).expect("a file");
    let error = Recording::read(folder.path()).expect_err("an invalid recording").to_string();
    assert!(error.contains("a.json: missing key `answered`"), "{error}");
    assert!(Recording::read(&folder.path().join("none")).is_err());
}
