//! Recording, with a second server as the cloud, and replaying.

mod support;

use std::path::Path;

use mock::{Credentials, Fault, Mode, Options, Recorder, Recording, Server, Upstream};
use serde_json::Value;
use support::{CAT, CI, KEY, NOW, assume_role, get, key, model, moderation, moderation_by, options, send};
use tencentcloud_runtime::transport::HttpTransport;

const JOB: &str = "/image/auditing/si8263213daf3711eca0d1525400d88xxx";

/// The key of the recorder for the cloud.
fn real_key() -> Credentials {
    Credentials::new("AKIDREAL", "the-real-secret-key").with_token("the-real-token")
}

async fn recorder(cloud: &Server, folder: &Path) -> Recorder {
    let transport = HttpTransport::builder().no_proxy().build().expect("a transport");
    let upstream = Upstream::at(format!("http://{}", cloud.addr()), real_key(), transport);
    Recorder::start(model(), [key()], upstream, folder, options()).await.expect("a free port")
}

async fn cloud() -> Server {
    Server::start(model(), [real_key()], options()).await.expect("a free port")
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
    let response = send(recorder.addr(), &moderation(CAT)).await.expect("a response");
    assert!(response.json()["Response"]["Suggestion"].is_string(), "{}", response.text());
    let job = send(recorder.addr(), &get(CI, JOB)).await.expect("a response");
    assert!(job.status == 200 && job.text().contains("<Category>Weapon</Category>"), "{}", job.text());
    assert!(cloud.requests().iter().all(|entry| entry.signature_good), "{:?}", cloud.requests());

    let files = files(folder.path());
    let names: Vec<_> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["00001-ImageModeration.json", "00002-QueryImageModerationJob.json"]);
    for (_, text) in &files {
        for secret in ["AKID", KEY, "the-real", "authorization", "q-signature", "Signature=", "oken\": \"the"] {
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
    let response = send(recorder.addr(), &assume_role(body)).await.expect("a response");
    assert!(response.json()["Response"]["Credentials"]["TmpSecretKey"].is_string(), "{}", response.text());
    assert_eq!((cloud.requests(), files(folder.path())), (vec![], vec![]));
}

#[tokio::test]
async fn recorded_responses_are_replayed() {
    let (folder, cloud) = (tempfile::tempdir().expect("a folder"), cloud().await);
    let recorder = recorder(&cloud, folder.path()).await;
    cloud.answer_with("QueryImageModerationJob", "a job that failed").expect("an example");
    for _ in 0..2 {
        send(recorder.addr(), &get(CI, "/image/auditing/any")).await.expect("a response");
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
            example.response = example.response.replace("\"Score\"", "\"NewScore\"");
        }
    }
    let cloud = Server::start(other, [real_key()], lenient).await.expect("a free port");
    let recorder = recorder(&cloud, folder.path()).await;
    let response =
        send(recorder.addr(), &moderation(r#"{"FileUrl":"https://x","Intervall":1}"#)).await.expect("a response");
    assert!(response.text().contains("NewScore"), "{}", response.text());
    let entry = recorder.requests().pop().expect("a request");
    assert!(entry.violations[0].to_string().contains("did you mean `Interval`?"), "{entry:?}");
    assert!(entry.notes.iter().any(|note| note.contains("the response: NewScore is unknown")), "{entry:?}");
    assert!(files(folder.path())[0].1.contains("NewScore is unknown"));
}

#[tokio::test]
async fn only_signed_requests_are_forwarded() {
    let (folder, cloud) = (tempfile::tempdir().expect("a folder"), cloud().await);
    let transport = HttpTransport::builder().no_proxy().build().expect("a transport");
    let upstream = Upstream::at(format!("http://{}", cloud.addr()), real_key(), transport);
    let lax = options().signature(Mode::Off);
    let recorder = Recorder::start(model(), [key()], upstream, folder.path(), lax).await.expect("a free port");
    let refused = send(recorder.addr(), &moderation_by("another", "/", support::IMS, CAT)).await.expect("a response");
    assert_eq!(refused.code(), "AuthFailure.SignatureFailure");
    let unknown_host = send(recorder.addr(), &moderation_by(KEY, "/", "example.com", CAT)).await.expect("a response");
    assert_eq!(unknown_host.code(), "InvalidHost");
    assert_eq!((cloud.requests().len(), files(folder.path()).len()), (0, 0));
}

#[tokio::test]
async fn errors_and_lost_connections_are_forwarded() {
    let (folder, cloud) = (tempfile::tempdir().expect("a folder"), cloud().await);
    let recorder = recorder(&cloud, folder.path()).await;
    let missing = send(recorder.addr(), &get(CI, "/no/such/address")).await.expect("a response");
    assert_eq!((missing.status, missing.code().as_str()), (404, "InvalidUrl"));
    assert!(recorder.requests()[0].notes[0].contains("InvalidUrl"), "an unknown operation is noted and forwarded");
    cloud.plan(Fault::reset()).expect("a plan");
    let lost = send(recorder.addr(), &get(CI, JOB)).await.expect("a response");
    assert_eq!((lost.status, lost.code().as_str()), (502, "BadGateway"));
}

#[test]
fn invalid_recordings_are_errors_with_their_file() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("a.json"), r#"{"sent":{}}"#).expect("a file");
    let error = Recording::read(folder.path()).expect_err("an invalid recording").to_string();
    assert!(error.contains("a.json: missing key `answered`"), "{error}");
    assert!(Recording::read(&folder.path().join("none")).is_err());
}
