// Sends Cloud Infinite operations with cos-nodejs-sdk-v5: with the SDK's method for the operation, or with `request`, the
// SDK's generic method.

"use strict";

const COS = require("cos-nodejs-sdk-v5");
const { serve } = require("./lines");

// Sends through a proxy, so that requests name the real hosts.
class Driver {
  constructor(settings) {
    this.location = { Bucket: settings.bucket, Region: settings.bucket_region };
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

  async call(request) {
    const method = request.method_of;
    const through = method ? method.method : "request";
    try {
      const answer = await (method ? this.byMethod(method) : this.byRequest(request));
      return { through, answer };
    } catch (error) {
      if (!error.code || !error.statusCode) throw error;
      const id = error.error?.RequestId ?? error.headers?.["x-cos-request-id"];
      return { through, error: { code: error.code, message: error.message, request_id: id } };
    }
  }

  async byMethod(method) {
    const { statusCode, headers, ...answer } = await this.cos[method.method]({ ...this.location, ...method.arguments });
    return answer;
  }

  async byRequest(request) {
    const { Bucket, Region } = this.location;
    const before = { bucket: Bucket, account: Bucket.split("-").pop() }[request.before];
    const host = `${before ? `${before}.` : ""}${request.host}.${Region}.myqcloud.com`;
    const answer = await this.cos.request({
      ...this.location,
      Method: request.method,
      Url: `http://${host}${request.path}`,
      Key: request.decoded_path.slice(1),
      Query: Object.fromEntries(request.query),
      Headers: Object.fromEntries(request.headers),
      Body: request.body || undefined,
      RawBody: request.raw,
    });
    return Buffer.isBuffer(answer.Body) ? answer.Body.toString("hex") : { ...answer, headers: undefined };
  }
}

serve(Driver);
