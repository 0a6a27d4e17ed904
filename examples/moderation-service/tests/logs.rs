//! What the log must not contain.

mod support;

use std::io;
use std::sync::{Arc, Mutex};

use support::{App, PNG};
use tencentcloud_image::testing::Mock;
use tencentcloud_image::{Client, Credentials, ims};

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Log {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

#[tokio::test]
async fn log_has_the_request_id_and_no_secrets() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber =
        tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(move || writer.clone());
    let _guard = tracing::subscriber::set_default(subscriber.with_ansi(false).finish());

    let mock = Mock::new();
    mock.on::<ims::ImageModeration>().fail("AuthFailure.SignatureFailure", "check the key");
    let client: Client = mock
        .builder()
        .credentials(Credentials::new("AKIDsecretid", "hidden-key").with_token("hidden-token"))
        .build()
        .unwrap();
    assert!(!format!("{client:?}").contains("hidden"));
    App::with_client(client).upload(PNG).await;

    let text = log.text();
    assert!(
        text.contains("AuthFailure.SignatureFailure") && text.contains("00000000-0000-4000-8000-000000000001"),
        "{text}"
    );
    assert!(!text.contains("AKIDsecretid") && !text.contains("hidden"), "{text}");
}
