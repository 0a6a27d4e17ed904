//! What to upload: scans the folder. Independent of the cloud.

use std::path::{Path, PathBuf};

use walkdir::WalkDir;

/// How large an image may be to be processed while it is uploaded.
pub const MAX_IMAGE_BYTES: u64 = 32 << 20;

/// An image to upload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// Where it is.
    pub path: PathBuf,
    /// Where it goes.
    pub key: String,
    /// Its size.
    pub bytes: u64,
    /// Its media type.
    pub content_type: &'static str,
}

/// A file that is not uploaded, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// Where it is.
    pub path: PathBuf,
    /// Why it is not uploaded.
    pub reason: &'static str,
}

/// What to upload, and what not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Files to upload, by path.
    pub images: Vec<Image>,
    /// Files not to upload, by path.
    pub skipped: Vec<Skipped>,
}

impl Plan {
    /// Plans the upload of `folder` and its subfolders. Links are not followed.
    ///
    /// # Errors
    ///
    /// Fails if a folder cannot be read, so that nothing is uploaded of a folder that is known in part.
    pub fn scan(folder: &Path, prefix: &str) -> Result<Self, walkdir::Error> {
        let mut plan = Self::default();
        for entry in WalkDir::new(folder).sort_by_file_name() {
            let entry = entry?;
            if !entry.file_type().is_file() {
                continue;
            }
            let (path, bytes) = (entry.path().to_owned(), entry.metadata()?.len());
            match classify(&path, folder, prefix, bytes) {
                Ok((key, content_type)) => plan.images.push(Image { path, key, bytes, content_type }),
                Err(reason) => plan.skipped.push(Skipped { path, reason }),
            }
        }
        Ok(plan)
    }
}

/// Returns the key and the media type of an image, or why the file is not uploaded.
fn classify(path: &Path, folder: &Path, prefix: &str, bytes: u64) -> Result<(String, &'static str), &'static str> {
    let content_type = content_type(path).ok_or("not an image")?;
    let key = key(path, folder, prefix).ok_or("the name is not valid UTF-8")?;
    match bytes {
        0 => Err("empty"),
        bytes if bytes > MAX_IMAGE_BYTES => Err("larger than 32 MB"),
        _ => Ok((key, content_type)),
    }
}

fn content_type(path: &Path) -> Option<&'static str> {
    Some(match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "bmp" => "image/bmp",
        "gif" => "image/gif",
        "jpeg" | "jpg" => "image/jpeg",
        "png" => "image/png",
        "webp" => "image/webp",
        _ => return None,
    })
}

/// Keys have slashes on every system.
fn key(path: &Path, folder: &Path, prefix: &str) -> Option<String> {
    let parts: Option<Vec<_>> = path.strip_prefix(folder).ok()?.iter().map(|part| part.to_str()).collect();
    Some(format!("{prefix}{}", parts?.join("/")))
}
