//! Files as request bodies and as targets of downloads.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use tencentcloud_runtime::bytes::Bytes;
use tencentcloud_runtime::{Body, ByteStream, ErrorKind};

use super::streams::Chunks;

/// A temporary folder, removed on drop.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("tencentcloud-runtime-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, contents: &[u8]) -> PathBuf {
        let path = self.0.join("image.png");
        fs::write(&path, contents).unwrap();
        path
    }

    fn names(&self) -> Vec<String> {
        let names = fs::read_dir(&self.0).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<_> = names.collect();
        names.sort();
        names
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).unwrap();
    }
}

async fn read(body: &Body) -> io::Result<Vec<u8>> {
    let mut stream = body.clone().into_stream()?;
    let mut bytes = Vec::new();
    while let Some(chunk) = stream.next().await {
        bytes.extend_from_slice(&chunk?);
    }
    Ok(bytes)
}

#[tokio::test]
async fn a_file_is_a_repeatable_body() {
    let folder = Folder::new("again");
    for length in [0, 1, (256 << 10) - 1, 256 << 10, (256 << 10) + 1, 1 << 20] {
        let contents: Vec<u8> = (0..length).map(|index| (index % 251) as u8).collect();
        let body = Body::from_file(folder.file(&contents)).await.unwrap();
        assert_eq!((body.len(), body.is_repeatable(), body.as_bytes()), (length as u64, true, None));
        assert_eq!(body.clone().into_stream().unwrap().content_length(), Some(length as u64));
        for _ in 0..2 {
            assert!(read(&body).await.unwrap() == contents, "{length} bytes");
        }
        assert_eq!(format!("{body:?}"), format!("Body(a file of {length} bytes)"));
    }
}

#[tokio::test]
async fn a_file_whose_length_changed_is_an_error() {
    let folder = Folder::new("length");
    let chunk = 256 << 10;
    for (before, after) in [(3, 2), (3, 4), (3, 0), (0, 1), (2 * chunk, chunk), (chunk, 2 * chunk)] {
        let path = folder.file(&vec![7; before]);
        let body = Body::from_file(&path).await.unwrap();
        fs::write(&path, vec![7; after]).unwrap();
        assert_eq!(read(&body).await.unwrap_err().kind(), io::ErrorKind::InvalidData, "{before} to {after}");
    }
}

#[tokio::test]
async fn a_file_whose_length_changes_during_reading_is_an_error() {
    let folder = Folder::new("while");
    let length: u64 = 1 << 20;
    for other in [length - 1, length + 1, 0, 300 << 10] {
        let path = folder.file(&vec![7; length as usize]);
        let mut stream = Body::from_file(&path).await.unwrap().into_stream().unwrap();
        let mut sent = stream.next().await.unwrap().unwrap().len() as u64;
        fs::OpenOptions::new().write(true).open(&path).unwrap().set_len(other).unwrap();
        let error = loop {
            match stream.next().await.expect("an error before the end") {
                Ok(chunk) => sent += chunk.len() as u64,
                Err(error) => break error,
            }
        };
        assert_eq!(error.kind(), io::ErrorKind::InvalidData, "{other}");
        assert!(sent < length, "the last byte would complete the request: {sent} bytes were sent");
        assert!(stream.next().await.is_none());
    }
}

#[tokio::test]
async fn missing_files_and_folders_are_errors() {
    let folder = Folder::new("none");
    for path in [folder.0.join("absent"), folder.0.clone()] {
        let error = Body::from_file(&path).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
        assert!(error.to_string().contains(&path.display().to_string()), "{error}");
    }
    let path = folder.file(b"abc");
    let body = Body::from_file(&path).await.unwrap();
    assert_eq!(body, Body::from_file(&path).await.unwrap());
    assert_ne!(body, Body::from_text("abc"));
    fs::remove_file(&path).unwrap();
    assert_eq!(read(&body).await.unwrap_err().kind(), io::ErrorKind::NotFound);
}

#[test]
fn files_outside_a_runtime_are_an_error() {
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let mut opening = Box::pin(Body::from_file("."));
    let mut saving = Box::pin(ByteStream::from("abc").into_file("x"));
    assert!(matches!(opening.as_mut().poll(&mut context), std::task::Poll::Ready(Err(_))));
    assert!(matches!(saving.as_mut().poll(&mut context), std::task::Poll::Ready(Err(_))));
}

#[tokio::test]
async fn the_md5_of_a_file_equals_that_of_its_bytes() {
    let folder = Folder::new("md5");
    let contents = vec![9; 700_000];
    let of_file = Body::from_file(folder.file(&contents)).await.unwrap().with_md5().await.unwrap();
    let of_bytes = Body::from(contents).with_md5().await.unwrap();
    let digest = |body: &Body| format!("{:?}", body.md5());
    assert_eq!(digest(&of_file), digest(&of_bytes));
    let stream = Body::from_stream(3, Chunks::ending(&["abc"]));
    assert_eq!(stream.clone().with_md5().await.unwrap_err().kind(), ErrorKind::InvalidInput);
    assert_eq!(stream.content_md5([1; 16]).md5(), Some([1; 16]));
}

#[tokio::test]
async fn a_response_is_saved_to_a_file() {
    let folder = Folder::new("into");
    let path = folder.file(b"what was there");
    let seen = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&seen);
    let image = ByteStream::new(Chunks::ending(&["abc", "", "de"]));
    let image = image.with_progress(move |done, total| log.lock().unwrap().push((done, total)));
    assert_eq!(image.into_file(&path).await.unwrap(), 5);
    assert_eq!(fs::read(&path).unwrap(), b"abcde");
    assert_eq!(*seen.lock().unwrap(), [(3, None), (3, None), (5, None)]);
    assert_eq!(folder.names(), ["image.png"]);
}

#[tokio::test]
async fn progress_reports_the_known_length() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&seen);
    let stream = ByteStream::from("abc").with_progress(move |done, total| log.lock().unwrap().push((done, total)));
    assert_eq!(stream.content_length(), Some(3));
    assert_eq!(stream.collect().await.unwrap(), Bytes::from_static(b"abc"));
    assert_eq!(*seen.lock().unwrap(), [(3, Some(3))]);
}

#[tokio::test]
async fn a_failed_download_leaves_the_existing_file_unchanged() {
    let folder = Folder::new("half");
    let path = folder.file(b"what was there");
    let mut broken = Chunks::ending(&["abc"]);
    broken.0.insert(0, Err(io::Error::other("gone")));
    assert!(ByteStream::new(broken).into_file(&path).await.is_err());

    let never = ByteStream::new(Chunks::stalling(&["abc"])).into_file(&path);
    let waited = tokio::time::timeout(std::time::Duration::from_millis(50), never).await;
    assert!(waited.is_err(), "it was cancelled");
    assert_eq!(
        (fs::read(&path).unwrap().as_slice(), folder.names()),
        (b"what was there".as_slice(), vec!["image.png".to_owned()])
    );

    for bad in ["/", "..", ""] {
        assert!(ByteStream::from("abc").into_file(Path::new(bad)).await.is_err(), "{bad}");
    }
}
