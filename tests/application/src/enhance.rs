//! Old photographs.

use tencentcloud_image::ci;
use tokio::io::{AsyncWrite, AsyncWriteExt, copy};

use crate::{Gallery, Problem};

impl Gallery {
    /// Writes an enhanced photograph to `to` while it comes in, and gives its length.
    ///
    /// # Errors
    ///
    /// Fails where there is no such photograph, and where it does not arrive whole.
    pub async fn enhance(&self, key: &str, to: &mut (impl AsyncWrite + Unpin)) -> Result<u64, Problem> {
        let mut photograph = ci::AIEnhanceImage::new(key).denoise(3).sharpen(2).send(&self.bucket).await?;
        let length = copy(&mut photograph, to).await?;
        to.flush().await?;
        Ok(length)
    }
}
