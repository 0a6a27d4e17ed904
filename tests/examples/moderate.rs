//! Moderates an image from the web:
//!
//! ```text
//! cargo run -p tests --example moderate -- https://example.com/cat.png
//! ```
//!
//! The environment holds the key: `TENCENTCLOUD_SECRET_ID`, `TENCENTCLOUD_SECRET_KEY`, for a temporary one
//! `TENCENTCLOUD_TOKEN`, and `TENCENTCLOUD_REGION`. Without a key, a mock in this process answers.

pub mod cloud;

use std::error::Error;

use cloud::Cloud;
use tencentcloud_image::{Client, ims};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let cloud = Cloud::find().await?;
    let given: Vec<_> = std::env::args().skip(1).collect();
    let [url] = cloud.arguments(&given, ["https://example.com/cat.png"])?;
    println!("{}", run(cloud.client(), &url).await?);
    Ok(())
}

/// Asks what to do with the image, and says so in a line.
pub async fn run(client: &Client, url: &str) -> Result<String, Box<dyn Error>> {
    let verdict = match ims::ImageModeration::new().file_url(url).send(client).await {
        Ok(verdict) => verdict,
        // Some errors are about the image and not about the program.
        Err(error) if error.code().is_some_and(|code| code == "ResourceUnavailable.ImageDownloadError") => {
            return Ok(format!("{url} cannot be downloaded"));
        }
        Err(error) => return Err(error.into()),
    };
    let suggestion = verdict.suggestion.as_ref().map_or("no suggestion", |suggestion| suggestion.as_str());
    let label = verdict.label.as_deref().unwrap_or("no label");
    Ok(format!("{suggestion}: {label}, {} of 100 ({})", verdict.score.unwrap_or_default(), verdict.request_id()))
}
