//! Stopping, over a real socket: what is in progress is finished.

mod support;

use std::sync::mpsc;
use std::time::Duration;

use moderation_service::serve;
use support::{App, PNG};
use tencentcloud_image::ims;
use tencentcloud_image::testing::Mock;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::time::{sleep, timeout};

const TIMEOUT: Duration = Duration::from_secs(20);

/// Delays the answer to a moderation: the receiver is ready when the request arrives, the sender releases the answer.
fn mock_delayed_answer(mock: &Mock) -> (oneshot::Receiver<()>, mpsc::Sender<()>) {
    let (arrived, arrival) = oneshot::channel();
    let (release, released) = mpsc::channel();
    let held = std::sync::Mutex::new((Some(arrived), released));
    mock.on::<ims::ImageModeration>()
        .when(move |_| {
            let mut held = held.lock().unwrap();
            held.0.take().unwrap().send(()).unwrap();
            held.1.recv_timeout(TIMEOUT).is_ok()
        })
        .answer(|output| output.suggestion = Some(ims::Suggestion::Pass));
    (arrival, release)
}

async fn connect_and_upload(listener: &TcpListener) -> TcpStream {
    let mut connection = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
    let head = format!("POST /images HTTP/1.1\r\nhost: localhost\r\ncontent-length: {}\r\n\r\n", PNG.len());
    connection.write_all(&[head.as_bytes(), PNG].concat()).await.unwrap();
    connection
}

#[tokio::test(flavor = "multi_thread")]
async fn request_in_progress_is_answered_before_the_service_stops() {
    let mock = Mock::new();
    let (arrival, release) = mock_delayed_answer(&mock);
    let app = App::new(&mock);
    let (stop, stopped) = oneshot::channel::<()>();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut connection = connect_and_upload(&listener).await;
    let server = tokio::spawn(serve(listener, app.service.clone(), async { stopped.await.unwrap() }));

    timeout(TIMEOUT, arrival).await.unwrap().unwrap();
    stop.send(()).unwrap();
    sleep(Duration::from_millis(50)).await;
    assert!(!server.is_finished(), "the upload is still in progress");
    release.send(()).unwrap();

    let mut response = String::new();
    timeout(TIMEOUT, connection.read_to_string(&mut response)).await.unwrap().unwrap();
    assert!(response.starts_with("HTTP/1.1 201 Created\r\n"), "{response}");
    timeout(TIMEOUT, server).await.unwrap().unwrap().unwrap();
}

/// The call is charged whether or not the caller is still there.
#[tokio::test(flavor = "multi_thread")]
async fn verdict_is_kept_if_the_caller_disconnects() {
    let mock = Mock::new();
    let (arrival, release) = mock_delayed_answer(&mock);
    let app = App::new(&mock);
    let (stop, stopped) = oneshot::channel::<()>();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let connection = connect_and_upload(&listener).await;
    let server = tokio::spawn(serve(listener, app.service.clone(), async { stopped.await.unwrap() }));

    timeout(TIMEOUT, arrival).await.unwrap().unwrap();
    drop(connection);
    stop.send(()).unwrap();
    sleep(Duration::from_millis(50)).await;
    release.send(()).unwrap();
    timeout(TIMEOUT, server).await.unwrap().unwrap().unwrap();
    assert_eq!(app.get("/verdicts").await.body["verdicts"][0]["decision"], "accepted");
}
