//! Answers that arrive before the whole request is sent, from a server that then closes the connection.

use std::io::{Read, Write};
use std::net::TcpListener;

use tencentcloud_runtime::bytes::Bytes;
use tencentcloud_runtime::{Body, ErrorKind};

use super::{bucket, builder};
use crate::support::UploadImage;

const REFUSED: &[u8] = b"HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 41\r\n\r\n\
    <Error><Code>InvalidDigest</Code></Error>";

/// Large enough to fill the buffers of the connection.
const LENGTH: usize = 8 << 20;

const UPLOADS: usize = 30;

/// Starts a server that refuses a request after its headers. Bytes that it has not read reset the connection.
fn start() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    std::thread::spawn(move || {
        for connection in listener.incoming() {
            let (mut connection, mut start) = (connection.unwrap(), [0; 4096]);
            let _read = connection.read(&mut start);
            let _written = connection.write_all(REFUSED);
        }
    });
    address
}

/// The answer precedes the reset on the connection, so it can be read if reading comes before writing. Between the two,
/// a moment remains in which both can arrive, so a few answers are lost.
#[tokio::test]
async fn an_early_answer_to_an_upload_is_the_error() {
    let bucket = bucket(&builder(&start()).build().unwrap());
    let path = std::env::temp_dir().join(format!("tencentcloud-runtime-early-{}", std::process::id()));
    std::fs::write(&path, vec![0; LENGTH]).unwrap();
    let bytes = Bytes::from(vec![0; LENGTH]);
    for kind in ["bytes", "file", "stream"] {
        let mut lost = 0;
        for _ in 0..UPLOADS {
            let body = match kind {
                "bytes" => Body::from(bytes.clone()),
                "file" => Body::from_file(&path).await.unwrap(),
                _ => Body::from_stream(LENGTH as u64, tencentcloud_runtime::ByteStream::from(bytes.clone())),
            };
            let upload = UploadImage { object_key: Some("k".to_owned()), body, ..UploadImage::default() };
            let error = upload.send(&bucket).await.unwrap_err();
            match error.status() {
                Some(403) => assert_eq!(error.code().unwrap(), "InvalidDigest"),
                _ => {
                    assert_eq!(error.kind(), ErrorKind::Connection, "{error:?}");
                    lost += 1;
                }
            }
        }
        assert!(lost < UPLOADS / 2, "{lost} of {UPLOADS} answers to {kind} were lost");
    }
    std::fs::remove_file(&path).unwrap();
}
