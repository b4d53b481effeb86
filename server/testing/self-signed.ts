/**
 * A certificate for localhost that nobody vouches for, made for these tests and used nowhere else:
 * openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 36500 -subj /CN=localhost
 */
export const SELF_SIGNED = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgWexXBoF9a/SvUIuc
D+Jdly9mAdaEvqJeog2dqppo9AOhRANCAAQeLMpXU5H6po+Pm03aJP7gjmLz3wU3
HEXO7gQlVc2d9FprqdZmJzD4lZHu0hmCFuQDHZM/ZlHnsDISmOlEeB21
-----END PRIVATE KEY-----`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBmjCCAUGgAwIBAgIUVXJnDIuPO5c/4hJKP6RwFEwta+wwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMjEzNTczNloYDzIxMjYxMDI5
MTM1NzM2WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAQeLMpXU5H6po+Pm03aJP7gjmLz3wU3HEXO7gQlVc2d9FprqdZmJzD4
lZHu0hmCFuQDHZM/ZlHnsDISmOlEeB21o28wbTAdBgNVHQ4EFgQUZey523O316jc
5NIUmqCr5yob0ccwHwYDVR0jBBgwFoAUZey523O316jc5NIUmqCr5yob0ccwDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDRwAwRAIgByI0ZNjf7rpmubkAb1dTXUH9n+7EuWp3yQIdmNZn700CIFky
kNF9kv9EMu6KAO7rtwlPSmLKkGxDsFfMu+4p0dpY
-----END CERTIFICATE-----`,
}
