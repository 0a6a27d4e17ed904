//! How many uploads are in progress at once, seen from the transport.

mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use support::{folder, upload_only};
use tencentcloud_image::runtime::Transport;
use tencentcloud_image::runtime::http::{Request, Response};
use tencentcloud_image::runtime::transport::Sending;
use tencentcloud_image::{Body, Client, Credentials};
use upload_folder::{Options, Plan, Progress, State, Stop, run};

/// A cloud that takes a second for every upload, and counts them.
#[derive(Default)]
struct SlowCloud {
    current: AtomicUsize,
    greatest: AtomicUsize,
}

struct Counted(Arc<SlowCloud>);

impl Transport for Counted {
    fn send(&self, request: Request<Body>) -> Sending {
        let cloud = Arc::clone(&self.0);
        Box::pin(async move {
            let current = cloud.current.fetch_add(1, Ordering::SeqCst) + 1;
            cloud.greatest.fetch_max(current, Ordering::SeqCst);
            tokio::time::sleep(Duration::from_secs(1)).await;
            cloud.current.fetch_sub(1, Ordering::SeqCst);
            let key = request.uri().path().trim_start_matches('/');
            let object = format!("<Object><Key>thumbnails/{key}.webp</Key></Object>");
            let body = format!("<UploadResult><ProcessResults>{object}</ProcessResults></UploadResult>");
            Ok(Response::new(body.into()))
        })
    }
}

#[tokio::test(start_paused = true)]
async fn uploads_in_progress_are_bounded() {
    let cloud = Arc::new(SlowCloud::default());
    let client = Client::builder()
        .transport(Counted(Arc::clone(&cloud)))
        .credentials(Credentials::new("AKIDMOCK", "not-a-secret"))
        .environment(|_| None)
        .build()
        .unwrap();
    let names: Vec<_> = (0..10).map(|number| format!("{number}.png")).collect();
    let folder = folder(&names.iter().map(String::as_str).collect::<Vec<_>>());
    let plan = Plan::scan(folder.path(), "").unwrap();
    let options = Options { parallel: 3, ..upload_only() };
    let bucket = client.bucket("examplebucket-1250000000", "ap-chengdu");
    let report = run(&bucket, plan, &options, &Stop::new(), &Progress::hidden()).await;
    assert!(report.entries.iter().all(|entry| entry.state == State::Stored), "{report}");
    assert_eq!(cloud.greatest.load(Ordering::SeqCst), 3);
}
