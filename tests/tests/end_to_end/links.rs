//! Presigned URLs, used without keys: only with the URL and its headers.

use std::time::Duration;

use mock::Server;
use tencentcloud_image::ci::{self, PicOperations};
use tencentcloud_image::{Body, Bucket, PresignedUrl};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::{bucket_of, builder, now_plus, permanent, server, temporary};

const MINUTE: Duration = Duration::from_secs(60);

/// Sends the request of a link, with a changed target, and returns the status.
async fn visit(server: &Server, link: &PresignedUrl, change: impl Fn(&str) -> String) -> u16 {
    let address = link.as_str().strip_prefix("https://").expect("https");
    let (host, target) = address.split_at(address.find('/').expect("a path"));
    let body = link.body().as_bytes().expect("bytes");
    let mut request = format!("{} {} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n", link.method(), change(target));
    for (name, value) in link.headers() {
        request.push_str(&format!("{name}: {}\r\n", value.to_str().expect("text")));
    }
    let mut connection = TcpStream::connect(server.addr()).await.expect("a connection");
    connection.write_all(request.as_bytes()).await.expect("the head is sent");
    connection.write_all(b"\r\n").await.expect("the blank line is sent");
    connection.write_all(body).await.expect("the body is sent");
    let mut answer = Vec::new();
    connection.read_to_end(&mut answer).await.expect("an answer");
    let line = String::from_utf8_lossy(answer.get(..12).expect("a status line")).into_owned();
    line["HTTP/1.1 ".len()..].parse().expect("a status")
}

async fn links(bucket: &Bucket) -> Vec<PresignedUrl> {
    let rule = || ci::PicRule::new().file_id("small.webp").rule("imageMogr2/format/webp");
    let rules = || PicOperations::new().rules([rule()]);
    let image = || Body::from(b"\x89PNG".to_vec());
    vec![
        ci::AIEnhanceImage::new("folder/die Katze+1.jpg").denoise(3).send(bucket).presign(MINUTE).await,
        ci::AIEnhanceImage::from_url("https://example.com/a b.jpg?x=1&y=ä").send(bucket).presign(MINUTE).await,
        ci::QueryImageModerationJob::new("iab1ca9fc8a3ed11ea834c525400863904").send(bucket).presign(MINUTE).await,
        ci::ProcessImage::new("a.jpg").pic_operations(rules()).send(bucket).presign(MINUTE).await,
        ci::UploadImage::new("a.jpg", image()).pic_operations(rules()).send(bucket).presign(MINUTE).await,
        ci::CreatePicProcessBucket::new().send(bucket).presign(MINUTE).await,
    ]
    .into_iter()
    .map(|link| link.expect("a link"))
    .collect()
}

#[tokio::test]
async fn a_link_is_accepted_only_unchanged() {
    for credentials in [permanent(), temporary()] {
        let server = server().await;
        let bucket = bucket_of(&builder(&server).credentials(credentials).build().expect("a client"));
        for link in links(&bucket).await {
            assert_eq!(visit(&server, &link, str::to_owned).await, 200, "{link}");
            let other = |target: &str| target.replacen('/', "/x", 1);
            assert_eq!(visit(&server, &link, other).await, 403, "another path: {link}");
            let more = |target: &str| format!("{target}&response-content-type=text%2Fhtml");
            assert_eq!(visit(&server, &link, more).await, 403, "one more parameter: {link}");
        }
    }
}

#[tokio::test]
async fn an_expired_link_is_refused() {
    let server = server().await;
    let past = builder(&server).clock(|| now_plus(-61)).build().expect("a client");
    for link in links(&bucket_of(&past)).await {
        assert_eq!(visit(&server, &link, str::to_owned).await, 403, "{link}");
    }
}
