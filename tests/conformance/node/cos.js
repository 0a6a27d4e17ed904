// Operations of Cloud Infinite through cos-nodejs-sdk-v5: through the method that it has for one, or else through
// `request`, which is how the SDK wants all others to be sent.

"use strict";

const COS = require("cos-nodejs-sdk-v5");
const { serve } = require("./lines");

// Sends through a proxy, so that the hosts stay the real ones.
class Driver {
  constructor(settings) {
    this.place = { Bucket: settings.bucket, Region: settings.bucket_region };
    this.cos = new COS({
      SecretId: settings.id,
      SecretKey: settings.key,
      SecurityToken: settings.token ?? undefined,
      Protocol: "http:",
      Proxy: `http://${settings.proxy}`,
      Timeout: 20000,
    });
  }

  version() {
    return { sdk: "cos-nodejs-sdk-v5", version: COS.version };
  }

  async call(asked) {
    const method = asked.method_of;
    const through = method ? method.method : "request";
    try {
      const answer = await (method ? this.byMethod(method) : this.byRequest(asked));
      return { through, answer };
    } catch (error) {
      if (!error.code || !error.statusCode) throw error;
      const id = error.error?.RequestId ?? error.headers?.["x-cos-request-id"];
      return { through, error: { code: error.code, message: error.message, request_id: id } };
    }
  }

  async byMethod(method) {
    const { statusCode, headers, ...answer } = await this.cos[method.method]({ ...this.place, ...method.arguments });
    return answer;
  }

  async byRequest(asked) {
    const { Bucket, Region } = this.place;
    const before = { bucket: Bucket, account: Bucket.split("-").pop() }[asked.before];
    const host = `${before ? `${before}.` : ""}${asked.host}.${Region}.myqcloud.com`;
    const answer = await this.cos.request({
      ...this.place,
      Method: asked.method,
      Url: `http://${host}${asked.path}`,
      Key: asked.decoded_path.slice(1),
      Query: Object.fromEntries(asked.query),
      Headers: Object.fromEntries(asked.headers),
      Body: asked.body || undefined,
      RawBody: asked.raw,
    });
    return Buffer.isBuffer(answer.Body) ? answer.Body.toString("hex") : { ...answer, headers: undefined };
  }
}

serve(Driver);
