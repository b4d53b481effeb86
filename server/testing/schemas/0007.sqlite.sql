-- The database of the console at commit 8a69341, killed during a request.
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE intents (
      seq integer primary key autoincrement,
      id text not null unique,
      idempotency_key text not null unique,
      fingerprint text not null,
      instance text not null,
      actor text not null,
      profile text not null,
      base_url text not null,
      endpoint text not null,
      message_id text,
      attempt_of text,
      url text not null,
      body text not null,
      body_sha256 text not null,
      started_at_ms bigint not null,
      -- The latest started_at_ms so far: unlike a clock it never goes back, so it finds a time by order.
      latest_at_ms bigint not null
    , delivery text references deliveries (id));
INSERT INTO intents VALUES(1,'88135826-0766-406f-8bbd-b141d4cb1ec0','message-1','26d280ebf588cc6c62d54482f9e03a704e2b15373cbec94bbbe2d23811f93a54','2f66073a-6601-4e7a-8dd7-3fd31b818625','local','emulator','http://127.0.0.1:41609','create_message',NULL,NULL,'http://127.0.0.1:41609/open-apis/im/v1/messages?receive_id_type=open_id','{"receive_id":"ou_d7add75482df8bca0fa9579d7e20bf1a","msg_type":"text","content":"{\"text\":\"您好 0\"}","uuid":"bca8d5e2-241d-4a11-a7da-cb903e852263"}','36c499503a98e9989538724dc65aa2212bc6508c5229ffb4d992e24cf01880ac',1796072462998,1796072462998,NULL);
INSERT INTO intents VALUES(2,'8143ac63-8fb7-41c6-827d-ee9d50a0809b','push-accepted','ee7ef5fdec25253da51ea080b10e5879bdcd886ea0be451efd80f3383df2ac23','2f66073a-6601-4e7a-8dd7-3fd31b818625','local','emulator','http://127.0.0.1:41609','push_follow_up','om_2487ad9666c2304fefef183dc4eee976',NULL,'http://127.0.0.1:41609/open-apis/im/v1/messages/om_2487ad9666c2304fefef183dc4eee976/push_follow_up','{"follow_ups":[{"content":"查看进度","i18n_contents":[{"content":"Track it","language":"en_us"}]}]}','2be1496cc88e8063e9715bc6f7c660429466ed12167711e67e6cfb4fa0b9b9e8',1796072463127,1796072463127,NULL);
INSERT INTO intents VALUES(3,'a82a898f-a5b7-4082-bc57-c09cbd6689a6','push-rejected','ee7ef5fdec25253da51ea080b10e5879bdcd886ea0be451efd80f3383df2ac23','2f66073a-6601-4e7a-8dd7-3fd31b818625','local','emulator','http://127.0.0.1:41609','push_follow_up','om_2487ad9666c2304fefef183dc4eee976',NULL,'http://127.0.0.1:41609/open-apis/im/v1/messages/om_2487ad9666c2304fefef183dc4eee976/push_follow_up','{"follow_ups":[{"content":"查看进度","i18n_contents":[{"content":"Track it","language":"en_us"}]}]}','2be1496cc88e8063e9715bc6f7c660429466ed12167711e67e6cfb4fa0b9b9e8',1796072463168,1796072463168,NULL);
INSERT INTO intents VALUES(4,'dcae4fbf-688f-4b62-9524-1214efc14bca','push-unknown','ee7ef5fdec25253da51ea080b10e5879bdcd886ea0be451efd80f3383df2ac23','2f66073a-6601-4e7a-8dd7-3fd31b818625','local','emulator','http://127.0.0.1:41609','push_follow_up','om_2487ad9666c2304fefef183dc4eee976',NULL,'http://127.0.0.1:41609/open-apis/im/v1/messages/om_2487ad9666c2304fefef183dc4eee976/push_follow_up','{"follow_ups":[{"content":"查看进度","i18n_contents":[{"content":"Track it","language":"en_us"}]}]}','2be1496cc88e8063e9715bc6f7c660429466ed12167711e67e6cfb4fa0b9b9e8',1796072463209,1796072463209,NULL);
INSERT INTO intents VALUES(5,'092a8671-9d16-4620-bad9-237b4a5a5768','delivery-1','264c89812148659eeb267988bdaab45b3e0258913b9cc76158e84e2cc4fbfa7e','2f66073a-6601-4e7a-8dd7-3fd31b818625','local','emulator','http://127.0.0.1:41609','create_message',NULL,NULL,'http://127.0.0.1:41609/open-apis/im/v1/messages?receive_id_type=open_id','{"receive_id":"ou_c99a1051792afae873ff5d44880319f8","msg_type":"text","content":"{\"text\":\"Hello\"}","uuid":"48c12282-85b2-4b0d-a3cf-38e82f79a0a5"}','f472c87e164828471ad54a53289089bd3399564e5f343239a611d268f4c74fd3',1796072463484,1796072463484,'22e5414a-fcc9-4a06-a9a8-51c9a0081791');
INSERT INTO intents VALUES(6,'cfe29d24-4ef6-4379-954a-87632820dd4c','delivery-1:push','aec427163f8653d0dec84c507df6544ad7a445d2b8fae08f0c40695084e3bfe8','2f66073a-6601-4e7a-8dd7-3fd31b818625','local','emulator','http://127.0.0.1:41609','push_follow_up','om_ef87c4811987445ab62c4827b7a3945d',NULL,'http://127.0.0.1:41609/open-apis/im/v1/messages/om_ef87c4811987445ab62c4827b7a3945d/push_follow_up','{"follow_ups":[{"content":"查看进度","i18n_contents":[{"content":"Track it","language":"en_us"}]}]}','2be1496cc88e8063e9715bc6f7c660429466ed12167711e67e6cfb4fa0b9b9e8',1796072463503,1796072463503,'22e5414a-fcc9-4a06-a9a8-51c9a0081791');
INSERT INTO intents VALUES(7,'a77819d0-a22a-4980-be00-4558f324223d','1e7d53a5-a66e-424d-aeb4-90875fe5200e:1','4af5b1eb1ec31016c2e4ac547cc70c652a31d5e0b748fb341ff7006042ef2c03','2f66073a-6601-4e7a-8dd7-3fd31b818625','local','emulator','http://127.0.0.1:41609','create_message',NULL,NULL,'http://127.0.0.1:41609/open-apis/im/v1/messages?receive_id_type=open_id','{"receive_id":"ou_d7add75482df8bca0fa9579d7e20bf1a","msg_type":"text","content":"{\"text\":\"Hi Lin\"}","uuid":"933dc607-cba1-40f0-b679-1a34f1e9334b"}','591434ae06398f9f9e56051438b63ce256443f48b1580d9c748b1d346ab77852',1796072463691,1796072463691,'9689df4e-c522-42ae-81fe-7de48039ed70');
INSERT INTO intents VALUES(8,'84222f4c-70dc-44aa-a567-de84cadbc1a9','1e7d53a5-a66e-424d-aeb4-90875fe5200e:1:push','3d729e8b31a33bca47142e5da7caf847e2500243729ae9cb0c432366d752603f','2f66073a-6601-4e7a-8dd7-3fd31b818625','local','emulator','http://127.0.0.1:41609','push_follow_up','om_97c3393bbb43b2f3d0950c2ec75785e1',NULL,'http://127.0.0.1:41609/open-apis/im/v1/messages/om_97c3393bbb43b2f3d0950c2ec75785e1/push_follow_up','{"follow_ups":[{"content":"查看进度","i18n_contents":[{"content":"Track it","language":"en_us"}]}]}','2be1496cc88e8063e9715bc6f7c660429466ed12167711e67e6cfb4fa0b9b9e8',1796072463717,1796072463717,'9689df4e-c522-42ae-81fe-7de48039ed70');
INSERT INTO intents VALUES(9,'5e9fdcd4-9afd-40b0-bd5a-c39ad8cbf11d','push-in-flight','ee7ef5fdec25253da51ea080b10e5879bdcd886ea0be451efd80f3383df2ac23','2f66073a-6601-4e7a-8dd7-3fd31b818625','local','emulator','http://127.0.0.1:41609','push_follow_up','om_2487ad9666c2304fefef183dc4eee976',NULL,'http://127.0.0.1:41609/open-apis/im/v1/messages/om_2487ad9666c2304fefef183dc4eee976/push_follow_up','{"follow_ups":[{"content":"查看进度","i18n_contents":[{"content":"Track it","language":"en_us"}]}]}','2be1496cc88e8063e9715bc6f7c660429466ed12167711e67e6cfb4fa0b9b9e8',1796072464161,1796072464161,NULL);
CREATE TABLE departures (
      seq bigint primary key references intents (seq),
      at_ms bigint not null,
      request text not null
    );
INSERT INTO departures VALUES(1,1796072463026,'{"method":"POST","url":"http://127.0.0.1:41609/open-apis/im/v1/messages?receive_id_type=open_id","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"receive_id\":\"ou_d7add75482df8bca0fa9579d7e20bf1a\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"您好 0\\\"}\",\"uuid\":\"bca8d5e2-241d-4a11-a7da-cb903e852263\"}"}');
INSERT INTO departures VALUES(2,1796072463127,'{"method":"POST","url":"http://127.0.0.1:41609/open-apis/im/v1/messages/om_2487ad9666c2304fefef183dc4eee976/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"}');
INSERT INTO departures VALUES(3,1796072463168,'{"method":"POST","url":"http://127.0.0.1:41609/open-apis/im/v1/messages/om_2487ad9666c2304fefef183dc4eee976/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"}');
INSERT INTO departures VALUES(4,1796072463209,'{"method":"POST","url":"http://127.0.0.1:41609/open-apis/im/v1/messages/om_2487ad9666c2304fefef183dc4eee976/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"}');
INSERT INTO departures VALUES(5,1796072463485,'{"method":"POST","url":"http://127.0.0.1:41609/open-apis/im/v1/messages?receive_id_type=open_id","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"receive_id\":\"ou_c99a1051792afae873ff5d44880319f8\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"Hello\\\"}\",\"uuid\":\"48c12282-85b2-4b0d-a3cf-38e82f79a0a5\"}"}');
INSERT INTO departures VALUES(6,1796072463503,'{"method":"POST","url":"http://127.0.0.1:41609/open-apis/im/v1/messages/om_ef87c4811987445ab62c4827b7a3945d/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"}');
INSERT INTO departures VALUES(7,1796072463691,'{"method":"POST","url":"http://127.0.0.1:41609/open-apis/im/v1/messages?receive_id_type=open_id","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"receive_id\":\"ou_d7add75482df8bca0fa9579d7e20bf1a\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"Hi Lin\\\"}\",\"uuid\":\"933dc607-cba1-40f0-b679-1a34f1e9334b\"}"}');
INSERT INTO departures VALUES(8,1796072463718,'{"method":"POST","url":"http://127.0.0.1:41609/open-apis/im/v1/messages/om_97c3393bbb43b2f3d0950c2ec75785e1/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"}');
INSERT INTO departures VALUES(9,1796072464162,'{"method":"POST","url":"http://127.0.0.1:41609/open-apis/im/v1/messages/om_2487ad9666c2304fefef183dc4eee976/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"}');
CREATE TABLE settlements (
      seq bigint primary key references intents (seq),
      outcome text not null check (outcome in ('answered', 'token_refused', 'not_sent', 'unknown')),
      code bigint,
      at_ms bigint not null,
      exchange text not null
    );
INSERT INTO settlements VALUES(1,'answered',0,1796072463049,'{"id":"88135826-0766-406f-8bbd-b141d4cb1ec0","actor":"local","attempt_of":null,"delivery":null,"idempotency_key":"message-1","profile":"emulator","endpoint":"create_message","message_id":"om_2487ad9666c2304fefef183dc4eee976","body":"{\"receive_id\":\"ou_d7add75482df8bca0fa9579d7e20bf1a\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"您好 0\\\"}\",\"uuid\":\"bca8d5e2-241d-4a11-a7da-cb903e852263\"}","state":"answered","outcome":"answered","request":{"method":"POST","url":"http://127.0.0.1:41609/open-apis/im/v1/messages?receive_id_type=open_id","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"receive_id\":\"ou_d7add75482df8bca0fa9579d7e20bf1a\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"您好 0\\\"}\",\"uuid\":\"bca8d5e2-241d-4a11-a7da-cb903e852263\"}"},"response":{"http_status":200,"headers":{"x-tt-logid":"20261201050103270B8451744319362CC4","date":"Mon, 30 Nov 2026 21:01:03 GMT","x-request-id":"bd6ba030a39f9ba04e4eea4d2cb83d8d","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","content-length":"391","connection":"keep-alive","keep-alive":"timeout=5"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{\"message_id\":\"om_2487ad9666c2304fefef183dc4eee976\",\"msg_type\":\"text\",\"create_time\":\"1796072463042\",\"update_time\":\"1796072463042\",\"deleted\":false,\"updated\":false,\"chat_id\":\"oc_05ba31f9bc906b35481d8abdee7f85b4\",\"sender\":{\"id\":\"cli_emulator\",\"id_type\":\"app_id\",\"sender_type\":\"app\",\"tenant_key\":\"154088ad34ec6aec\"},\"body\":{\"content\":\"{\\\"text\\\":\\\"您好 0\\\"}\"}}}","truncated":false},"failure":null,"attempts":[{"request":{"method":"POST","url":"http://127.0.0.1:41609/open-apis/im/v1/messages?receive_id_type=open_id","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"receive_id\":\"ou_d7add75482df8bca0fa9579d7e20bf1a\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"您好 0\\\"}\",\"uuid\":\"bca8d5e2-241d-4a11-a7da-cb903e852263\"}"},"response":{"http_status":200,"headers":{"x-tt-logid":"20261201050103270B8451744319362CC4","date":"Mon, 30 Nov 2026 21:01:03 GMT","x-request-id":"bd6ba030a39f9ba04e4eea4d2cb83d8d","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","content-length":"391","connection":"keep-alive","keep-alive":"timeout=5"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{\"message_id\":\"om_2487ad9666c2304fefef183dc4eee976\",\"msg_type\":\"text\",\"create_time\":\"1796072463042\",\"update_time\":\"1796072463042\",\"deleted\":false,\"updated\":false,\"chat_id\":\"oc_05ba31f9bc906b35481d8abdee7f85b4\",\"sender\":{\"id\":\"cli_emulator\",\"id_type\":\"app_id\",\"sender_type\":\"app\",\"tenant_key\":\"154088ad34ec6aec\"},\"body\":{\"content\":\"{\\\"text\\\":\\\"您好 0\\\"}\"}}}","truncated":false},"failure":null,"code":0,"started_at":"2026-11-30T21:01:03.039Z","duration_ms":8}],"code":0,"msg":"success","log_id":"20261201050103270B8451744319362CC4","troubleshooter":null,"meaning":{"code":0,"msg":"success","http_status":200,"meaning":{"zh":"成功。只有 code 为 0 表示成功。部分接口的 msg 是“ok”。","en":"Success. Only code 0 means success. Some calls return “ok” as msg."},"advice":{"zh":"无需处理。","en":"Nothing to do."},"retryable":false,"source":"https://open.feishu.cn/document/ukTMukTMukTM/ukDNz4SO0MjL5QzM/get-"},"notes":[],"started_at":"2026-11-30T21:01:02.998Z","duration_ms":40.4}');
INSERT INTO settlements VALUES(2,'answered',0,1796072463143,'{"id":"8143ac63-8fb7-41c6-827d-ee9d50a0809b","actor":"local","attempt_of":null,"delivery":null,"idempotency_key":"push-accepted","profile":"emulator","endpoint":"push_follow_up","message_id":"om_2487ad9666c2304fefef183dc4eee976","body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}","state":"answered","outcome":"answered","request":{"method":"POST","url":"http://127.0.0.1:41609/open-apis/im/v1/messages/om_2487ad9666c2304fefef183dc4eee976/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"},"response":{"http_status":200,"headers":{"x-tt-logid":"202612010501038662DAA770318A82C1FC","date":"Mon, 30 Nov 2026 21:01:03 GMT","x-request-id":"54bd5a20e06ed2d91d5c6deda51ceeeb","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","content-length":"36","connection":"keep-alive","keep-alive":"timeout=5"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{}}","truncated":false},"failure":null,"attempts":[{"request":{"method":"POST","url":"http://127.0.0.1:41609/open-apis/im/v1/messages/om_2487ad9666c2304fefef183dc4eee976/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"},"response":{"http_status":200,"headers":{"x-tt-logid":"202612010501038662DAA770318A82C1FC","date":"Mon, 30 Nov 2026 21:01:03 GMT","x-request-id":"54bd5a20e06ed2d91d5c6deda51ceeeb","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","content-length":"36","connection":"keep-alive","keep-alive":"timeout=5"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{}}","truncated":false},"failure":null,"code":0,"started_at":"2026-11-30T21:01:03.136Z","duration_ms":2.9}],"code":0,"msg":"success","log_id":"202612010501038662DAA770318A82C1FC","troubleshooter":null,"meaning":{"code":0,"msg":"success","http_status":200,"meaning":{"zh":"成功。只有 code 为 0 表示成功。部分接口的 msg 是“ok”。","en":"Success. Only code 0 means success. Some calls return “ok” as msg."},"advice":{"zh":"无需处理。","en":"Nothing to do."},"retryable":false,"source":"https://open.feishu.cn/document/ukTMukTMukTM/ukDNz4SO0MjL5QzM/get-"},"notes":[],"started_at":"2026-11-30T21:01:03.127Z","duration_ms":12.1}');
INSERT INTO settlements VALUES(3,'answered',230008,1796072463175,'{"id":"a82a898f-a5b7-4082-bc57-c09cbd6689a6","actor":"local","attempt_of":null,"delivery":null,"idempotency_key":"push-rejected","profile":"emulator","endpoint":"push_follow_up","message_id":"om_2487ad9666c2304fefef183dc4eee976","body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}","state":"answered","outcome":"answered","request":{"method":"POST","url":"http://127.0.0.1:41609/open-apis/im/v1/messages/om_2487ad9666c2304fefef183dc4eee976/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"},"response":{"http_status":400,"headers":{"x-tt-logid":"20261201050103DA07F37775621F18D157","date":"Mon, 30 Nov 2026 21:01:03 GMT","x-request-id":"17042d09955218c2297097215b0ad939","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","content-length":"269","connection":"keep-alive","keep-alive":"timeout=5"},"body":"{\"code\":230008,\"msg\":\"follow up already exist.\",\"error\":{\"log_id\":\"20261201050103DA07F37775621F18D157\",\"troubleshooter\":\"排查建议查看(Troubleshooting suggestions): https://open.feishu.cn/search?from=openapi&log_id=20261201050103DA07F37775621F18D157&code=230008\"}}","truncated":false},"failure":null,"attempts":[{"request":{"method":"POST","url":"http://127.0.0.1:41609/open-apis/im/v1/messages/om_2487ad9666c2304fefef183dc4eee976/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"},"response":{"http_status":400,"headers":{"x-tt-logid":"20261201050103DA07F37775621F18D157","date":"Mon, 30 Nov 2026 21:01:03 GMT","x-request-id":"17042d09955218c2297097215b0ad939","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","content-length":"269","connection":"keep-alive","keep-alive":"timeout=5"},"body":"{\"code\":230008,\"msg\":\"follow up already exist.\",\"error\":{\"log_id\":\"20261201050103DA07F37775621F18D157\",\"troubleshooter\":\"排查建议查看(Troubleshooting suggestions): https://open.feishu.cn/search?from=openapi&log_id=20261201050103DA07F37775621F18D157&code=230008\"}}","truncated":false},"failure":null,"code":230008,"started_at":"2026-11-30T21:01:03.173Z","duration_ms":1.8}],"code":230008,"msg":"follow up already exist.","log_id":"20261201050103DA07F37775621F18D157","troubleshooter":"https://open.feishu.cn/search?from=openapi&log_id=20261201050103DA07F37775621F18D157&code=230008","meaning":{"code":230008,"msg":"follow up already exist.","http_status":400,"meaning":{"zh":"这条消息已经有气泡。一条消息只能添加一次。","en":"The message already has bubbles. They can be added only once."},"advice":{"zh":"要换内容，请让机器人发一条新消息。如果上次没有收到响应，此错误码说明上次很可能已成功，除非有人在此期间添加过气泡。","en":"To change the bubbles, send a new message from the bot. If an earlier response was lost, this code is evidence that the request succeeded, unless someone else added bubbles."},"retryable":false,"source":"https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/push_follow_up"},"notes":[],"started_at":"2026-11-30T21:01:03.168Z","duration_ms":7.2}');
INSERT INTO settlements VALUES(4,'unknown',NULL,1796072463228,'{"id":"dcae4fbf-688f-4b62-9524-1214efc14bca","actor":"local","attempt_of":null,"delivery":null,"idempotency_key":"push-unknown","profile":"emulator","endpoint":"push_follow_up","message_id":"om_2487ad9666c2304fefef183dc4eee976","body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}","state":"unknown","outcome":"unknown","request":{"method":"POST","url":"http://127.0.0.1:41609/open-apis/im/v1/messages/om_2487ad9666c2304fefef183dc4eee976/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"},"response":null,"failure":{"stage":"call","kind":"reset","detail":"UND_ERR_SOCKET"},"attempts":[{"request":{"method":"POST","url":"http://127.0.0.1:41609/open-apis/im/v1/messages/om_2487ad9666c2304fefef183dc4eee976/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"},"response":null,"failure":{"stage":"call","kind":"reset","detail":"UND_ERR_SOCKET"},"code":null,"started_at":"2026-11-30T21:01:03.222Z","duration_ms":5.1}],"code":null,"msg":null,"log_id":null,"troubleshooter":null,"meaning":null,"notes":[],"started_at":"2026-11-30T21:01:03.209Z","duration_ms":18.3}');
INSERT INTO settlements VALUES(5,'answered',0,1796072463492,'{"id":"092a8671-9d16-4620-bad9-237b4a5a5768","actor":"local","attempt_of":null,"delivery":"22e5414a-fcc9-4a06-a9a8-51c9a0081791","idempotency_key":"delivery-1","profile":"emulator","endpoint":"create_message","message_id":"om_ef87c4811987445ab62c4827b7a3945d","body":"{\"receive_id\":\"ou_c99a1051792afae873ff5d44880319f8\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"Hello\\\"}\",\"uuid\":\"48c12282-85b2-4b0d-a3cf-38e82f79a0a5\"}","state":"answered","outcome":"answered","request":{"method":"POST","url":"http://127.0.0.1:41609/open-apis/im/v1/messages?receive_id_type=open_id","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"receive_id\":\"ou_c99a1051792afae873ff5d44880319f8\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"Hello\\\"}\",\"uuid\":\"48c12282-85b2-4b0d-a3cf-38e82f79a0a5\"}"},"response":{"http_status":200,"headers":{"x-tt-logid":"20261201050103F3CAD27A6AF8B1982ABA","date":"Mon, 30 Nov 2026 21:01:03 GMT","x-request-id":"9f44ebe0a43389df13b975adfdc74025","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","content-length":"388","connection":"keep-alive","keep-alive":"timeout=5"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{\"message_id\":\"om_ef87c4811987445ab62c4827b7a3945d\",\"msg_type\":\"text\",\"create_time\":\"1796072463490\",\"update_time\":\"1796072463490\",\"deleted\":false,\"updated\":false,\"chat_id\":\"oc_d7ac0ba8da5c2242ecbab3a1d7b821be\",\"sender\":{\"id\":\"cli_emulator\",\"id_type\":\"app_id\",\"sender_type\":\"app\",\"tenant_key\":\"154088ad34ec6aec\"},\"body\":{\"content\":\"{\\\"text\\\":\\\"Hello\\\"}\"}}}","truncated":false},"failure":null,"attempts":[{"request":{"method":"POST","url":"http://127.0.0.1:41609/open-apis/im/v1/messages?receive_id_type=open_id","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"receive_id\":\"ou_c99a1051792afae873ff5d44880319f8\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"Hello\\\"}\",\"uuid\":\"48c12282-85b2-4b0d-a3cf-38e82f79a0a5\"}"},"response":{"http_status":200,"headers":{"x-tt-logid":"20261201050103F3CAD27A6AF8B1982ABA","date":"Mon, 30 Nov 2026 21:01:03 GMT","x-request-id":"9f44ebe0a43389df13b975adfdc74025","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","content-length":"388","connection":"keep-alive","keep-alive":"timeout=5"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{\"message_id\":\"om_ef87c4811987445ab62c4827b7a3945d\",\"msg_type\":\"text\",\"create_time\":\"1796072463490\",\"update_time\":\"1796072463490\",\"deleted\":false,\"updated\":false,\"chat_id\":\"oc_d7ac0ba8da5c2242ecbab3a1d7b821be\",\"sender\":{\"id\":\"cli_emulator\",\"id_type\":\"app_id\",\"sender_type\":\"app\",\"tenant_key\":\"154088ad34ec6aec\"},\"body\":{\"content\":\"{\\\"text\\\":\\\"Hello\\\"}\"}}}","truncated":false},"failure":null,"code":0,"started_at":"2026-11-30T21:01:03.488Z","duration_ms":3.4}],"code":0,"msg":"success","log_id":"20261201050103F3CAD27A6AF8B1982ABA","troubleshooter":null,"meaning":{"code":0,"msg":"success","http_status":200,"meaning":{"zh":"成功。只有 code 为 0 表示成功。部分接口的 msg 是“ok”。","en":"Success. Only code 0 means success. Some calls return “ok” as msg."},"advice":{"zh":"无需处理。","en":"Nothing to do."},"retryable":false,"source":"https://open.feishu.cn/document/ukTMukTMukTM/ukDNz4SO0MjL5QzM/get-"},"notes":[],"started_at":"2026-11-30T21:01:03.484Z","duration_ms":6.9}');
INSERT INTO settlements VALUES(6,'answered',0,1796072463509,'{"id":"cfe29d24-4ef6-4379-954a-87632820dd4c","actor":"local","attempt_of":null,"delivery":"22e5414a-fcc9-4a06-a9a8-51c9a0081791","idempotency_key":"delivery-1:push","profile":"emulator","endpoint":"push_follow_up","message_id":"om_ef87c4811987445ab62c4827b7a3945d","body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}","state":"answered","outcome":"answered","request":{"method":"POST","url":"http://127.0.0.1:41609/open-apis/im/v1/messages/om_ef87c4811987445ab62c4827b7a3945d/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"},"response":{"http_status":200,"headers":{"x-tt-logid":"20261201050103FBB4DAD362E340BA3908","date":"Mon, 30 Nov 2026 21:01:03 GMT","x-request-id":"551effa2d6cfe89a6f778964a85c288b","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","content-length":"36","connection":"keep-alive","keep-alive":"timeout=5"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{}}","truncated":false},"failure":null,"attempts":[{"request":{"method":"POST","url":"http://127.0.0.1:41609/open-apis/im/v1/messages/om_ef87c4811987445ab62c4827b7a3945d/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"},"response":{"http_status":200,"headers":{"x-tt-logid":"20261201050103FBB4DAD362E340BA3908","date":"Mon, 30 Nov 2026 21:01:03 GMT","x-request-id":"551effa2d6cfe89a6f778964a85c288b","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","content-length":"36","connection":"keep-alive","keep-alive":"timeout=5"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{}}","truncated":false},"failure":null,"code":0,"started_at":"2026-11-30T21:01:03.506Z","duration_ms":2.1}],"code":0,"msg":"success","log_id":"20261201050103FBB4DAD362E340BA3908","troubleshooter":null,"meaning":{"code":0,"msg":"success","http_status":200,"meaning":{"zh":"成功。只有 code 为 0 表示成功。部分接口的 msg 是“ok”。","en":"Success. Only code 0 means success. Some calls return “ok” as msg."},"advice":{"zh":"无需处理。","en":"Nothing to do."},"retryable":false,"source":"https://open.feishu.cn/document/ukTMukTMukTM/ukDNz4SO0MjL5QzM/get-"},"notes":[],"started_at":"2026-11-30T21:01:03.503Z","duration_ms":5.6}');
INSERT INTO settlements VALUES(7,'answered',0,1796072463698,'{"id":"a77819d0-a22a-4980-be00-4558f324223d","actor":"local","attempt_of":null,"delivery":"9689df4e-c522-42ae-81fe-7de48039ed70","idempotency_key":"1e7d53a5-a66e-424d-aeb4-90875fe5200e:1","profile":"emulator","endpoint":"create_message","message_id":"om_97c3393bbb43b2f3d0950c2ec75785e1","body":"{\"receive_id\":\"ou_d7add75482df8bca0fa9579d7e20bf1a\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"Hi Lin\\\"}\",\"uuid\":\"933dc607-cba1-40f0-b679-1a34f1e9334b\"}","state":"answered","outcome":"answered","request":{"method":"POST","url":"http://127.0.0.1:41609/open-apis/im/v1/messages?receive_id_type=open_id","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"receive_id\":\"ou_d7add75482df8bca0fa9579d7e20bf1a\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"Hi Lin\\\"}\",\"uuid\":\"933dc607-cba1-40f0-b679-1a34f1e9334b\"}"},"response":{"http_status":200,"headers":{"x-tt-logid":"20261201050103DA572C144A8ACEA98F92","date":"Mon, 30 Nov 2026 21:01:03 GMT","x-request-id":"ac12e2b48e4a95115eee5df43d1f187d","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","content-length":"389","connection":"keep-alive","keep-alive":"timeout=5"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{\"message_id\":\"om_97c3393bbb43b2f3d0950c2ec75785e1\",\"msg_type\":\"text\",\"create_time\":\"1796072463697\",\"update_time\":\"1796072463697\",\"deleted\":false,\"updated\":false,\"chat_id\":\"oc_05ba31f9bc906b35481d8abdee7f85b4\",\"sender\":{\"id\":\"cli_emulator\",\"id_type\":\"app_id\",\"sender_type\":\"app\",\"tenant_key\":\"154088ad34ec6aec\"},\"body\":{\"content\":\"{\\\"text\\\":\\\"Hi Lin\\\"}\"}}}","truncated":false},"failure":null,"attempts":[{"request":{"method":"POST","url":"http://127.0.0.1:41609/open-apis/im/v1/messages?receive_id_type=open_id","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"receive_id\":\"ou_d7add75482df8bca0fa9579d7e20bf1a\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"Hi Lin\\\"}\",\"uuid\":\"933dc607-cba1-40f0-b679-1a34f1e9334b\"}"},"response":{"http_status":200,"headers":{"x-tt-logid":"20261201050103DA572C144A8ACEA98F92","date":"Mon, 30 Nov 2026 21:01:03 GMT","x-request-id":"ac12e2b48e4a95115eee5df43d1f187d","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","content-length":"389","connection":"keep-alive","keep-alive":"timeout=5"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{\"message_id\":\"om_97c3393bbb43b2f3d0950c2ec75785e1\",\"msg_type\":\"text\",\"create_time\":\"1796072463697\",\"update_time\":\"1796072463697\",\"deleted\":false,\"updated\":false,\"chat_id\":\"oc_05ba31f9bc906b35481d8abdee7f85b4\",\"sender\":{\"id\":\"cli_emulator\",\"id_type\":\"app_id\",\"sender_type\":\"app\",\"tenant_key\":\"154088ad34ec6aec\"},\"body\":{\"content\":\"{\\\"text\\\":\\\"Hi Lin\\\"}\"}}}","truncated":false},"failure":null,"code":0,"started_at":"2026-11-30T21:01:03.696Z","duration_ms":1.6}],"code":0,"msg":"success","log_id":"20261201050103DA572C144A8ACEA98F92","troubleshooter":null,"meaning":{"code":0,"msg":"success","http_status":200,"meaning":{"zh":"成功。只有 code 为 0 表示成功。部分接口的 msg 是“ok”。","en":"Success. Only code 0 means success. Some calls return “ok” as msg."},"advice":{"zh":"无需处理。","en":"Nothing to do."},"retryable":false,"source":"https://open.feishu.cn/document/ukTMukTMukTM/ukDNz4SO0MjL5QzM/get-"},"notes":[],"started_at":"2026-11-30T21:01:03.691Z","duration_ms":7.2}');
INSERT INTO settlements VALUES(8,'answered',0,1796072463737,'{"id":"84222f4c-70dc-44aa-a567-de84cadbc1a9","actor":"local","attempt_of":null,"delivery":"9689df4e-c522-42ae-81fe-7de48039ed70","idempotency_key":"1e7d53a5-a66e-424d-aeb4-90875fe5200e:1:push","profile":"emulator","endpoint":"push_follow_up","message_id":"om_97c3393bbb43b2f3d0950c2ec75785e1","body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}","state":"answered","outcome":"answered","request":{"method":"POST","url":"http://127.0.0.1:41609/open-apis/im/v1/messages/om_97c3393bbb43b2f3d0950c2ec75785e1/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"},"response":{"http_status":200,"headers":{"x-tt-logid":"20261201050103A080EF88AAA300A632D7","date":"Mon, 30 Nov 2026 21:01:03 GMT","x-request-id":"74a66d782a2bd3b5879af9410c454f68","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","content-length":"36","connection":"keep-alive","keep-alive":"timeout=5"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{}}","truncated":false},"failure":null,"attempts":[{"request":{"method":"POST","url":"http://127.0.0.1:41609/open-apis/im/v1/messages/om_97c3393bbb43b2f3d0950c2ec75785e1/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"},"response":{"http_status":200,"headers":{"x-tt-logid":"20261201050103A080EF88AAA300A632D7","date":"Mon, 30 Nov 2026 21:01:03 GMT","x-request-id":"74a66d782a2bd3b5879af9410c454f68","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","content-length":"36","connection":"keep-alive","keep-alive":"timeout=5"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{}}","truncated":false},"failure":null,"code":0,"started_at":"2026-11-30T21:01:03.735Z","duration_ms":1.5}],"code":0,"msg":"success","log_id":"20261201050103A080EF88AAA300A632D7","troubleshooter":null,"meaning":{"code":0,"msg":"success","http_status":200,"meaning":{"zh":"成功。只有 code 为 0 表示成功。部分接口的 msg 是“ok”。","en":"Success. Only code 0 means success. Some calls return “ok” as msg."},"advice":{"zh":"无需处理。","en":"Nothing to do."},"retryable":false,"source":"https://open.feishu.cn/document/ukTMukTMukTM/ukDNz4SO0MjL5QzM/get-"},"notes":[],"started_at":"2026-11-30T21:01:03.717Z","duration_ms":19.4}');
CREATE TABLE resolutions (
      n integer primary key autoincrement,
      seq bigint not null references intents (seq),
      verdict text not null check (verdict in ('delivered', 'not_delivered', 'undecided')),
      note text,
      actor text not null,
      at_ms bigint not null
    );
CREATE TABLE in_flight (
      seq bigint primary key references intents (seq),
      base_url text not null,
      message_id text,
      instance text not null,
      unique (base_url, message_id)
    );
INSERT INTO in_flight VALUES(9,'http://127.0.0.1:41609','om_2487ad9666c2304fefef183dc4eee976','2f66073a-6601-4e7a-8dd7-3fd31b818625');
CREATE TABLE sweeps (
      n integer primary key autoincrement,
      upto bigint not null,
      removed bigint not null,
      at_ms bigint not null
    );
CREATE VIRTUAL TABLE search using fts5 (
        terms, content = '', contentless_delete = 1, detail = none, tokenize = "ascii tokenchars '_-'"
      );
REPLACE INTO search_data VALUES(1,X'118b46');
REPLACE INTO search_data VALUES(10,X'00000000ff0000010202190002110101011000000801010111110000010000');
REPLACE INTO search_data VALUES(137438953473,X'0000013c07306231635f3167090304645f316b090304655f316609060167090304665f31630905023273090304675f316b090502327409060175090304695f316909050232720903046a5f316909050232700903046b5f31660906016a0903046c5f31690906016a090205326e5f31650905023339090304705f327209060173090304725f316509060167090502327a090304735f316c0905023272090304745f316c0905023274090601750905023332090304755f31640905023274090304785f333809020533315f326e090304325f326e090304335f3331090304365f3270090304385f3336090304395f33370902076b69745f6e696a0902076e696a5f73657a09020773657a5f697032090112705f36353664373536633631373436663732090104736970320902036b69740902036e696a09020373657a09040907070407050705040705070507040704080507040704050705070504050705070807070707070a0a0a15070606');
REPLACE INTO search_data VALUES(2336462209025,X'000007c407306231395f316407060165010601660506016701040206016b050502327001040601710706017201060304615f327207010502336307010304635f31390706016308060164010101020101010601650101010201010106016601010102010101060167010101010601680101010201010106016a030406016b060206016c07010502327005030601710105010106017207010601730506017408060175010601050179010304645f313901060601630101010201010106016401040106016501010102010101060167070601680306016a01040106016b0101010106016c01040105023270010601060173010601740706017502010304655f313901040601630101010201010106016403060165010406016601010101060167010101010601690101010201010106016a01040106016b050502327005010601720101030101060173010105010601740601010601750502010304665f3163010101010406016401010301060165010706016607010601670601060169010506016a0306016b020306016c0501010105023270080601710701060172050601730101010103010601740106017505010304675f31630601060164010601660106010601670104010106016801040106016b01010101010101010502327001060601710502060173060601740101010106017501010101030304685f316301010102010101060164010401060165010601670106010601690306016a010204010502327005010601710506017305010601740106010304695f31630706016401010102010101060165010101020106016601070601690101010106016a0705023270050601720101010103046a5f3139070601630101060165070601660501060167010401060168010204010601690101010106016a020106016b070106016c0104010101050232700101010101010101060171050106017205010101060173010601740106010601750303046b5f316305010206016405010601650101030101010601660101010106016701060168010402010601690206016a01010101010106016b0501020502327002050106017101040201060172050601730102060174050601750703046c5f313907060163010506016505010106016601060106016705010601680106010601690101010106016a01010101030106016b05010106016c0501050232700501060173010601060175050103036d5f790104020304735f327407010205326e5f31650101010106016c070105023272050106017301060106017405010502333902010102020304705f313901060163010202020106016401040101060166050101010601680502060169050306016a010106016b01010506016c01060105023270020606017105010601720201010201010601730101010101010101060174050106017505010502333003060131070106013307010304715f3163050601640506016505020106016706010106016905010106016a050106016b0106016c01050232700501010601710601010601720106010601750106010304725f316402030206016501010101030106016607010601670101010101010601690706016a070106016c0501050232700104020106017101060601720101030101010601740101030101010601750506017a02010102020502333307010304735f31390104060163070106016403060165050601660606016705010601680106016a01060106016c01010101050232700101010301060172010101010306017301060106017501060105023364030304745f3161070106016407010601650106010601660606016b01040106016c0101010103050232700304060172070106017401010101060175010101010101020502333005060132020101020206013701010301010106016301020202010304755f3139050601630706016401010101030106016603020201060168050106016a0506016b010401010106016c07050232700104010101060171060601720206017401010101060175050105023333030304775f327405060178070304785f32700701050233320701060137030601380201010202020533305f3274070106017807010502333003020601330302060136030304315f326e01010101010101010502333407010304325f316107010502326e0201010202050179070304335f33300306013101010101010101010601390104010101060162030601640701050179050304345f333007010304365f32700201010202060174030304375f3337010103010101060138030601390101030101010304385f316103050232740104020502333602010102020501790104020304395f317307010502326e0104010101060172010103010101050233340306013702010102020304635f32700701060178030401050233380104020304645f333907010303665f7901040202076a33635f686f640102076b69745f6e696a020101020202076e696a5f73657a0201010202020773657a5f69703202010102020204795f316d0104020402327705020402333801040205016801040204036a3363010103635f30010103010101030632333030303803010a6f5f616e737765726564010101020101010307756e6b6e6f776e040112705f363536643735366336313734366637320101010101010101010473686f64010203697032020101020202036a33630102036b6974020101020202036e696a0201010202020373657a0201010202040904040604060405080607040a0a0a070a05050506070504040604080a060a040406070607040405080a040507070a060406080706060b070505050504050705050409040508040607060b06050407080d060406040706040506070a080507040507070504050607070505080c05070406040905090704070409060707040504040705060605060709060506060508080b05060605090708070705050506060605090b0505050505070406060605040407060606090905090405050805090904080608050404040504060709080606050805060406080605070a05080908070409070504080409040407050507040806040809050605040e06080904070b08040504080b040c040907070906080909050808060708080a0e0e0e09060706060b09130a1c070a060a0a');
REPLACE INTO search_idx VALUES(1,X'',2);
REPLACE INTO search_idx VALUES(17,X'',2);
REPLACE INTO search_docsize VALUES(1,X'8108',2);
REPLACE INTO search_docsize VALUES(2,X'52',4);
REPLACE INTO search_docsize VALUES(3,X'5b',6);
REPLACE INTO search_docsize VALUES(4,X'30',8);
REPLACE INTO search_docsize VALUES(5,X'7c',10);
REPLACE INTO search_docsize VALUES(6,X'6a',12);
REPLACE INTO search_docsize VALUES(7,X'8116',14);
REPLACE INTO search_docsize VALUES(8,X'8101',16);
REPLACE INTO search_docsize VALUES(9,X'2f',17);
REPLACE INTO search_config VALUES('version',4);
CREATE TABLE templates (
    id text primary key,
    name text not null,
    note text not null,
    version bigint not null,
    search text not null,
    actor text not null,
    created_at_ms bigint not null,
    updated_at_ms bigint not null,
    deleted_at_ms bigint
  );
INSERT INTO templates VALUES('56fe32b6-1698-4adf-8c44-421e139e161b','Parcels','',2,replace('parcels\n\n第二版','\n',char(10)),'local',1796072463259,1796072463426,NULL);
CREATE TABLE template_versions (
    template_id text not null references templates (id),
    version bigint not null,
    follow_ups text not null,
    actor text not null,
    at_ms bigint not null, message text,
    primary key (template_id, version)
  );
INSERT INTO template_versions VALUES('56fe32b6-1698-4adf-8c44-421e139e161b',1,'[{"content":"查看进度","i18n_contents":[{"content":"Track it","language":"en_us"}]}]','local',1796072463259,NULL);
INSERT INTO template_versions VALUES('56fe32b6-1698-4adf-8c44-421e139e161b',2,'[{"content":"第二版"}]','local',1796072463426,NULL);
CREATE TABLE profiles (
    id text primary key,
    name text not null,
    brand text not null,
    base_url text not null,
    app_id text not null,
    app_type text not null,
    color text not null,
    environment text not null,
    tenant_key text,
    receive_id_type text,
    receive_id text,
    sealed_secret text,
    secret_fingerprint text,
    secret_set_at_ms bigint,
    sealed_ticket text,
    ticket_fingerprint text,
    ticket_set_at_ms bigint,
    created_at_ms bigint not null,
    updated_at_ms bigint not null,
    removed_at_ms bigint
  );
INSERT INTO profiles VALUES('8629707b-20db-43b3-bde9-8113389a0168','Shop','feishu','https://open.feishu.cn','cli_a123456789abcdef','custom','gray','production',NULL,NULL,NULL,'v1.xsXHfyXzsppEAntconIwrIRrPHN2zF8lfo76cyT1iFcPP70FBccL03zDpdo2pVFi8w','5977a3b9',1796072463442,NULL,NULL,NULL,1796072463442,1796072463442,NULL);
CREATE TABLE key_check (
    n bigint primary key check (n = 1),
    sealed text not null
  );
INSERT INTO key_check VALUES(1,'v1.YGZWcoA5FxIez2GR7jvzPb71DCmvUvrq7xlbkqAYK8wwrdNF9dft_qIMHvVK');
CREATE TABLE recipients (
    profile text not null,
    base_url text not null,
    receive_id_type text not null,
    receive_id text not null,
    name text,
    chat_id text,
    favourite bigint not null,
    -- 0 where nothing was sent yet.
    last_sent_at_ms bigint not null,
    -- Name and ids as a search reads them.
    search text not null,
    primary key (profile, base_url, receive_id_type, receive_id)
  );
INSERT INTO recipients VALUES('emulator','http://127.0.0.1:41609','open_id','ou_d7add75482df8bca0fa9579d7e20bf1a','Ann','oc_05ba31f9bc906b35481d8abdee7f85b4',1,1796072463691,replace('ann\nou_d7add75482df8bca0fa9579d7e20bf1a\noc_05ba31f9bc906b35481d8abdee7f85b4','\n',char(10)));
INSERT INTO recipients VALUES('emulator','http://127.0.0.1:41609','open_id','ou_c99a1051792afae873ff5d44880319f8',NULL,'oc_d7ac0ba8da5c2242ecbab3a1d7b821be',0,1796072463484,replace('ou_c99a1051792afae873ff5d44880319f8\noc_d7ac0ba8da5c2242ecbab3a1d7b821be','\n',char(10)));
CREATE TABLE deliveries (
      seq integer primary key autoincrement,
      id text not null unique,
      idempotency_key text not null unique,
      fingerprint text not null,
      actor text not null,
      profile text not null,
      base_url text not null,
      receive_id_type text,
      receive_id text,
      -- What the person was chosen by.
      label text,
      template_id text,
      template_version bigint,
      template_values text,
      template_language text,
      -- JSON of the first message; null for bubbles under an existing message.
      message text,
      message_id text,
      follow_ups text not null,
      -- 0 if a secret was redacted, so that the stored texts cannot be sent.
      exact bigint not null,
      uuid text not null,
      list_id text,
      created_at_ms bigint not null,
      search text not null
    );
INSERT INTO deliveries VALUES(1,'22e5414a-fcc9-4a06-a9a8-51c9a0081791','delivery-1','fac884e553a20e60df78684bb4db66277d1cfa93f6c154d6f3ad65bf33ec4417','local','emulator','http://127.0.0.1:41609','open_id','ou_c99a1051792afae873ff5d44880319f8',NULL,NULL,NULL,NULL,NULL,'{"text":"Hello"}',NULL,'[{"content":"查看进度","i18n_contents":[{"content":"Track it","language":"en_us"}]}]',1,'48c12282-85b2-4b0d-a3cf-38e82f79a0a5',NULL,1796072463478,replace('ou_c99a1051792afae873ff5d44880319f8\n{"text":"hello"}\n[{"content":"查看进度","i18n_contents":[{"content":"track it","language":"en_us"}]}]','\n',char(10)));
INSERT INTO deliveries VALUES(2,'9689df4e-c522-42ae-81fe-7de48039ed70','1e7d53a5-a66e-424d-aeb4-90875fe5200e:1','15796750486b9e0aec62ffef7f4cda1702a05ff59f8064513d285a897e10e727','local','emulator','http://127.0.0.1:41609','open_id','ou_d7add75482df8bca0fa9579d7e20bf1a','lin.xiaoyu@example.com',NULL,NULL,NULL,NULL,'{"text":"Hi Lin"}',NULL,'[{"content":"查看进度","i18n_contents":[{"content":"Track it","language":"en_us"}]}]',1,'933dc607-cba1-40f0-b679-1a34f1e9334b','1e7d53a5-a66e-424d-aeb4-90875fe5200e',1796072463689,replace('ou_d7add75482df8bca0fa9579d7e20bf1a\nlin.xiaoyu@example.com\n{"text":"hi lin"}\n[{"content":"查看进度","i18n_contents":[{"content":"track it","language":"en_us"}]}]','\n',char(10)));
CREATE TABLE events (
      seq integer primary key autoincrement,
      kind text not null,
      actor text not null,
      at_ms bigint not null,
      -- The id of the template or app; null for the history.
      subject text,
      name text,
      -- JSON of what was removed.
      details text
    );
CREATE TABLE lists (
      seq integer primary key autoincrement,
      id text not null unique,
      idempotency_key text not null unique,
      fingerprint text not null,
      name text not null,
      actor text not null,
      profile text not null,
      base_url text not null,
      template_id text,
      template_version bigint,
      -- JSON with {{variables}}; null if every row puts bubbles under an earlier message.
      message text,
      follow_ups text not null,
      -- Percent of the rows; null never pauses automatically.
      pause_percent bigint,
      state text not null,
      paused_by text,
      -- The run of the console that sends it; null if none does.
      instance text,
      -- JSON of the schedule.
      schedule text,
      starts_at_ms bigint,
      again_of text,
      total bigint not null,
      created_at_ms bigint not null,
      checked_at_ms bigint,
      started_at_ms bigint,
      finished_at_ms bigint
    );
INSERT INTO lists VALUES(1,'1e7d53a5-a66e-424d-aeb4-90875fe5200e','1e7d53a5-a66e-424d-aeb4-90875fe5200e','d01296aa68551d7de464bff50f8dba3ca6540c71ec501e4b966e1a3512ae98cb','March','local','emulator','http://127.0.0.1:41609',NULL,NULL,'{"text":"Hi {{name}}"}','[{"content":"查看进度","i18n_contents":[{"content":"Track it","language":"en_us"}]}]',20,'finished',NULL,NULL,NULL,NULL,NULL,2,1796072463519,1796072463679,1796072463601,1796072463751);
CREATE TABLE list_rows (
      list_id text not null,
      n bigint not null,
      typed text not null,
      receive_id_type text,
      receive_id text,
      label text,
      -- The message of an earlier list that gets the bubbles; null for a new message.
      message_id text,
      message_at_ms bigint,
      row_values text not null,
      -- JSON of what a check found.
      issues text not null,
      included bigint not null,
      -- The kind of the first issue that blocks it.
      blocked text,
      -- Its outcome when the list was done with it, for when its delivery is removed.
      outcome text,
      primary key (list_id, n)
    );
INSERT INTO list_rows VALUES('1e7d53a5-a66e-424d-aeb4-90875fe5200e',1,'lin.xiaoyu@example.com','open_id','ou_d7add75482df8bca0fa9579d7e20bf1a','lin.xiaoyu@example.com',NULL,NULL,'{"name":"Lin"}','[]',0,NULL,'sent');
INSERT INTO list_rows VALUES('1e7d53a5-a66e-424d-aeb4-90875fe5200e',2,'missing@example.com','email','missing@example.com','missing@example.com',NULL,NULL,'{"name":"Bob"}','[{"kind":"not_found","blocking":true}]',0,'not_found',NULL);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('intents',9);
INSERT INTO sqlite_sequence VALUES('deliveries',2);
INSERT INTO sqlite_sequence VALUES('lists',1);
CREATE INDEX intents_by_message on intents (message_id, seq);
CREATE INDEX intents_by_original on intents (attempt_of, seq) where attempt_of is not null;
CREATE INDEX intents_by_time on intents (latest_at_ms, seq);
CREATE INDEX intents_out_of_time on intents (started_at_ms, seq) where started_at_ms < latest_at_ms;
CREATE INDEX resolutions_by_send on resolutions (seq, n);
CREATE TRIGGER intents_stay before update on intents
    begin select raise(abort, 'history is never changed'); end;
CREATE TRIGGER intents_last before delete on intents
    when not exists (select 1 from sweeps where upto >= old.seq)
    begin select raise(abort, 'history goes only by retention'); end;
CREATE TRIGGER departures_stay before update on departures
    begin select raise(abort, 'history is never changed'); end;
CREATE TRIGGER departures_last before delete on departures
    when not exists (select 1 from sweeps where upto >= old.seq)
    begin select raise(abort, 'history goes only by retention'); end;
CREATE TRIGGER settlements_stay before update on settlements
    begin select raise(abort, 'history is never changed'); end;
CREATE TRIGGER settlements_last before delete on settlements
    when not exists (select 1 from sweeps where upto >= old.seq)
    begin select raise(abort, 'history goes only by retention'); end;
CREATE TRIGGER resolutions_stay before update on resolutions
    begin select raise(abort, 'history is never changed'); end;
CREATE TRIGGER resolutions_last before delete on resolutions
    when not exists (select 1 from sweeps where upto >= old.seq)
    begin select raise(abort, 'history goes only by retention'); end;
CREATE TRIGGER sweeps_stay before update on sweeps
    begin select raise(abort, 'history is never changed'); end;
CREATE TRIGGER sweeps_last before delete on sweeps
    
    begin select raise(abort, 'history goes only by retention'); end;
CREATE TRIGGER departures_in_order before insert on departures
    when exists (select 1 from settlements where seq = new.seq)
    begin select raise(abort, 'the send has ended'); end;
CREATE TRIGGER settlements_in_order before insert on settlements
    when (new.outcome in ('answered', 'unknown')) and not exists (select 1 from departures where seq = new.seq)
      or new.outcome = 'token_refused' and exists (select 1 from departures where seq = new.seq)
    begin select raise(abort, 'the send cannot end like this'); end;
CREATE UNIQUE INDEX templates_by_name on templates (name) where deleted_at_ms is null;
CREATE INDEX recipients_by_use on recipients (profile, base_url, favourite, last_sent_at_ms);
CREATE INDEX recipients_by_chat on recipients (profile, base_url, chat_id) where chat_id is not null;
CREATE INDEX deliveries_by_time on deliveries (created_at_ms, seq);
CREATE INDEX deliveries_by_recipient on deliveries (receive_id, seq);
CREATE INDEX deliveries_by_list on deliveries (list_id, seq) where list_id is not null;
CREATE INDEX intents_by_delivery on intents (delivery, seq) where delivery is not null;
CREATE INDEX intents_by_actor on intents (actor, seq);
CREATE INDEX intents_by_endpoint on intents (endpoint, seq);
CREATE TRIGGER events_stay before update on events
        begin select raise(abort, 'events are never changed'); end;
CREATE TRIGGER events_last before delete on events
        begin select raise(abort, 'events are never removed'); end;
CREATE INDEX lists_to_run on lists (state) where state in ('running', 'scheduled');
COMMIT;
PRAGMA user_version = 7;
PRAGMA application_id = 1181707349;
