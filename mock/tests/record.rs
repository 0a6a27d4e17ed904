//! The recorder, with a second server in the place of the cloud, and what was recorded, played again.

mod support;

use std::path::Path;

use mock::{Credentials, Fault, Mode, Options, Recorder, Server, Tape, Upstream};
use serde_json::Value;
use support::{CAT, CI, KEY, NOW, get, key, model, moderation, moderation_by, options, send};
use tencentcloud_runtime::transport::ReqwestTransport;

const JOB: &str = "/image/auditing/si8263213daf3711eca0d1525400d88xxx";

/// The key that only the recorder and the cloud know.
fn real() -> Credentials {
    Credentials::new("AKIDREAL", "the-real-secret-key").with_token("the-real-token")
}

async fn recorder(cloud: &Server, folder: &Path) -> Recorder {
    let transport = ReqwestTransport::direct().expect("a transport");
    let upstream = Upstream::at(format!("http://{}", cloud.addr()), real(), transport);
    Recorder::start(model(), [key()], upstream, folder, options()).await.expect("a free port")
}

async fn cloud() -> Server {
    Server::start(model(), [real()], options()).await.expect("a free port")
}

/// The recorded files, in the order of their names.
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
async fn requests_go_on_with_the_real_key_and_are_kept_without_it() {
    let (folder, cloud) = (tempfile::tempdir().expect("a folder"), cloud().await);
    let recorder = recorder(&cloud, folder.path()).await;
    let verdict = send(recorder.addr(), &moderation(CAT)).await.expect("an answer");
    assert!(verdict.json()["Response"]["Suggestion"].is_string(), "{}", verdict.text());
    let job = send(recorder.addr(), &get(CI, JOB)).await.expect("an answer");
    assert!(job.status == 200 && job.text().contains("<Category>Weapon</Category>"), "{}", job.text());
    assert!(cloud.seen().iter().all(|seen| seen.signature_good), "{:?}", cloud.seen());

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
async fn what_was_recorded_is_answered_again() {
    let (folder, cloud) = (tempfile::tempdir().expect("a folder"), cloud().await);
    let recorder = recorder(&cloud, folder.path()).await;
    cloud.answer_with("QueryImageModerationJob", "a job that failed").expect("an example");
    for _ in 0..2 {
        send(recorder.addr(), &get(CI, "/image/auditing/any")).await.expect("an answer");
        cloud
            .answer_with("QueryImageModerationJob", "several scenes, an account and a frozen image")
            .expect("an example");
    }
    recorder.stop().await;

    let tape = Tape::read(folder.path()).expect("recordings");
    let server = support::server(options().replay(tape)).await;
    let ask = async |path: &str| send(server.addr(), &get(CI, path)).await.expect("an answer").text();
    let answers =
        [ask("/image/auditing/any").await, ask("/image/auditing/any").await, ask("/image/auditing/any").await];
    assert!(answers[0].contains("ResourceDownloadFailed"), "{}", answers[0]);
    assert!(answers[1].contains("Weapon") && answers[2].contains("Weapon"), "the last one stays");
    assert!(answers[0].contains(&server.seen()[0].request_id), "with ids of their own");
    assert!(ask("/image/auditing/another").await.contains("Promotion"), "an example, as ever");
}

#[tokio::test]
async fn both_directions_are_checked_and_nothing_is_held_back() {
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
    let cloud = Server::start(other, [real()], lenient).await.expect("a free port");
    let recorder = recorder(&cloud, folder.path()).await;
    let answer =
        send(recorder.addr(), &moderation(r#"{"FileUrl":"https://x","Intervall":1}"#)).await.expect("an answer");
    assert!(answer.text().contains("NewScore"), "{}", answer.text());
    let seen = recorder.seen().pop().expect("a request");
    assert!(seen.violations[0].to_string().contains("did you mean `Interval`?"), "{seen:?}");
    assert!(seen.notes.iter().any(|note| note.contains("the answer: NewScore is unknown")), "{seen:?}");
    assert!(files(folder.path())[0].1.contains("NewScore is unknown"));
}

#[tokio::test]
async fn nobody_else_uses_the_real_key() {
    let (folder, cloud) = (tempfile::tempdir().expect("a folder"), cloud().await);
    let transport = ReqwestTransport::direct().expect("a transport");
    let upstream = Upstream::at(format!("http://{}", cloud.addr()), real(), transport);
    let lax = options().signature(Mode::Off);
    let recorder = Recorder::start(model(), [key()], upstream, folder.path(), lax).await.expect("a free port");
    let refused = send(recorder.addr(), &moderation_by("another", "/", support::IMS, CAT)).await.expect("an answer");
    assert_eq!(refused.code(), "AuthFailure.SignatureFailure");
    let nowhere = send(recorder.addr(), &moderation_by(KEY, "/", "example.com", CAT)).await.expect("an answer");
    assert_eq!(nowhere.code(), "InvalidHost");
    assert_eq!((cloud.seen().len(), files(folder.path()).len()), (0, 0));
}

#[tokio::test]
async fn bytes_errors_and_lost_connections_pass() {
    let (folder, cloud) = (tempfile::tempdir().expect("a folder"), cloud().await);
    let recorder = recorder(&cloud, folder.path()).await;
    let missing = send(recorder.addr(), &get(CI, "/no/such/address")).await.expect("an answer");
    assert_eq!((missing.status, missing.code().as_str()), (404, "InvalidUrl"));
    assert!(recorder.seen()[0].notes[0].contains("InvalidUrl"), "the schemas do not know it, the cloud was asked");
    cloud.plan(Fault::reset()).expect("a plan");
    let lost = send(recorder.addr(), &get(CI, JOB)).await.expect("an answer");
    assert_eq!((lost.status, lost.code().as_str()), (502, "BadGateway"));
}

#[test]
fn what_is_no_recording_is_told_with_its_file() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("a.json"), r#"{"sent":{}}"#).expect("a file");
    let error = Tape::read(folder.path()).expect_err("no recording").to_string();
    assert!(error.contains("a.json: `answered` is missing"), "{error}");
    assert!(Tape::read(&folder.path().join("none")).is_err());
}
