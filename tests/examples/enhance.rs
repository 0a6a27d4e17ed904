//! Enhances an image of a bucket, and writes the result to a file while it comes in:
//!
//! ```text
//! cargo run -p tests --example enhance -- examplebucket-1250000000 ap-chengdu folder/cat.jpg cat.png
//! ```
//!
//! The environment holds the key: `TENCENTCLOUD_SECRET_ID`, `TENCENTCLOUD_SECRET_KEY`, and for a temporary one
//! `TENCENTCLOUD_TOKEN`. Without a key, a mock in this process answers.

pub mod cloud;

use std::error::Error;
use std::path::Path;

use cloud::Cloud;
use tencentcloud_image::{Bucket, ci};
use tokio::fs::File;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let cloud = Cloud::find().await?;
    let given: Vec<_> = std::env::args().skip(1).collect();
    let file = std::env::temp_dir().join("cat.png");
    let usual = ["examplebucket-1250000000", "ap-chengdu", "folder/cat.jpg", &file.to_string_lossy()];
    let [bucket, region, key, file] = cloud.arguments(&given, usual)?;
    let length = run(&cloud.client().bucket(bucket, region), &key, Path::new(&file)).await?;
    println!("{length} bytes in {file}");
    Ok(())
}

/// Writes the enhanced image to `path`, and returns how many bytes it has.
pub async fn run(bucket: &Bucket, key: &str, path: &Path) -> Result<u64, Box<dyn Error>> {
    let mut image = ci::AIEnhanceImage::new(key).denoise(3).sharpen(2).send(bucket).await?;
    let mut file = File::create(path).await?;
    Ok(tokio::io::copy(&mut image, &mut file).await?)
}
