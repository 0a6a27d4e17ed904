//! The program itself, over a real socket: its output, its exit codes, Ctrl-C.

#![cfg(unix)]

mod support;

use std::process::{Output, Stdio};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::Path;
use axum::routing::put;
use support::folder;
use tokio::net::TcpListener;
use tokio::process::{Child, Command};
use tokio::sync::{Notify, Semaphore};
use tokio::time::timeout;

const TIMEOUT: Duration = Duration::from_secs(20);

/// A cloud that stores images one by one, as it is permitted to.
#[derive(Clone)]
struct Cloud {
    arrived: Arc<Notify>,
    permits: Arc<Semaphore>,
}

impl Cloud {
    fn new() -> Self {
        Self { arrived: Arc::new(Notify::new()), permits: Arc::new(Semaphore::new(0)) }
    }

    /// Serves in the background and returns the address.
    async fn serve(&self) -> String {
        let cloud = self.clone();
        let upload = async move |Path(key): Path<String>| {
            cloud.arrived.notify_one();
            cloud.permits.acquire().await.unwrap().forget();
            let object = format!("<Object><Key>thumbnails/{key}.webp</Key></Object>");
            format!("<UploadResult><ProcessResults>{object}</ProcessResults></UploadResult>")
        };
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(axum::serve(listener, Router::new().route("/{*key}", put(upload))).into_future());
        address
    }
}

fn start(folder: &std::path::Path, address: &str) -> Child {
    Command::new(env!("CARGO_BIN_EXE_upload-folder"))
        .args(["--bucket", "examplebucket-1250000000", "--region", "ap-chengdu"])
        .args(["--no-moderation", "--parallel", "1", "--connect-to", address])
        .arg(folder)
        .env("TENCENTCLOUD_SECRET_ID", "AKIDhidden")
        .env("TENCENTCLOUD_SECRET_KEY", "hidden-key")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .unwrap()
}

async fn interrupt(child: &Child) {
    let id = child.id().unwrap().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().await.unwrap().success());
}

async fn end(child: Child) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } = timeout(TIMEOUT, child.wait_with_output()).await.unwrap().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let (stdout, stderr) = (text(stdout), text(stderr));
    assert!(!stdout.contains("hidden") && !stderr.contains("hidden"), "{stdout}{stderr}");
    (status.code(), stdout, stderr)
}

#[tokio::test]
async fn complete_run_reports_every_file() {
    let (cloud, folder) = (Cloud::new(), folder(&["a.png", "b/c.png", "notes.txt"]));
    cloud.permits.add_permits(2);
    let (code, stdout, stderr) = end(start(folder.path(), &cloud.serve().await)).await;
    assert_eq!(code, Some(0), "{stdout}{stderr}");
    assert!(stdout.starts_with("stored        a.png\nstored        b/c.png\nskipped "), "{stdout}");
}

#[tokio::test]
async fn ctrl_c_finishes_the_upload_in_progress() {
    let (cloud, folder) = (Cloud::new(), folder(&["a.png", "b.png", "c.png"]));
    let child = start(folder.path(), &cloud.serve().await);
    timeout(TIMEOUT, cloud.arrived.notified()).await.unwrap();
    interrupt(&child).await;
    // The signal is handled before the answer arrives: the program says so on standard error.
    let child = wait_for_stop_message(child).await;
    cloud.permits.add_permits(3);
    let (code, stdout, _) = end(child).await;
    assert_eq!(code, Some(130), "{stdout}");
    assert!(stdout.starts_with("stored        a.png\nnot started   b.png\nnot started   c.png\n"), "{stdout}");
}

#[tokio::test]
async fn second_ctrl_c_cuts_the_upload_off() {
    let (cloud, folder) = (Cloud::new(), folder(&["a.png", "b.png"]));
    let child = start(folder.path(), &cloud.serve().await);
    timeout(TIMEOUT, cloud.arrived.notified()).await.unwrap();
    interrupt(&child).await;
    let child = wait_for_stop_message(child).await;
    interrupt(&child).await;
    let (code, stdout, _) = end(child).await;
    assert_eq!(code, Some(130), "{stdout}");
    assert!(stdout.starts_with("unknown       a.png: the upload was cut off\nnot started   b.png\n"), "{stdout}");
}

/// Waits for the line that answers the first Ctrl-C.
async fn wait_for_stop_message(mut child: Child) -> Child {
    use tokio::io::{AsyncBufReadExt, BufReader};
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let line = timeout(TIMEOUT, lines.next_line()).await.unwrap().unwrap().unwrap();
    assert!(line.starts_with("finishing uploads in progress"), "{line}");
    child
}

#[tokio::test]
async fn folder_that_cannot_be_read_is_an_error() {
    let folder = folder(&[]);
    let (code, stdout, stderr) = end(start(&folder.path().join("none"), "http://127.0.0.1:9")).await;
    assert_eq!((code, stdout.as_str()), (Some(1), ""));
    assert!(stderr.contains("the folder cannot be read"), "{stderr}");
}
