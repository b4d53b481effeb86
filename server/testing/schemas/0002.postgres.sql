-- The database of the console at commit cf1e651, killed during a request.
SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
CREATE FUNCTION public.departs_in_order() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ begin
    if exists (select 1 from settlements where seq = new.seq) then
      raise exception 'the send has ended';
    end if;
    return new;
  end $$;
CREATE FUNCTION public.history_lasts() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ begin
    if not exists (select 1 from sweeps where upto >= old.seq) then
      raise exception 'history goes only by retention';
    end if;
    return old;
  end $$;
CREATE FUNCTION public.history_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ begin
    raise exception 'history is never changed';
  end $$;
CREATE FUNCTION public.settles_in_order() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ begin
    if exists (select 1 from departures where seq = new.seq) then
      if new.outcome = 'token_refused' then raise exception 'the send cannot end like this'; end if;
    elsif new.outcome in ('answered', 'unknown') then
      raise exception 'the send cannot end like this';
    end if;
    return new;
  end $$;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE public.console_schema (
    version bigint NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE public.departures (
    seq bigint NOT NULL,
    at_ms bigint NOT NULL,
    request text NOT NULL
);
CREATE TABLE public.in_flight (
    seq bigint NOT NULL,
    base_url text NOT NULL,
    message_id text,
    instance text NOT NULL
);
CREATE TABLE public.intents (
    seq bigint NOT NULL,
    id text NOT NULL,
    idempotency_key text NOT NULL,
    fingerprint text NOT NULL,
    instance text NOT NULL,
    actor text NOT NULL,
    profile text NOT NULL,
    base_url text NOT NULL,
    endpoint text NOT NULL,
    message_id text,
    attempt_of text,
    url text NOT NULL,
    body text NOT NULL,
    body_sha256 text NOT NULL,
    started_at_ms bigint NOT NULL,
    latest_at_ms bigint NOT NULL
);
ALTER TABLE public.intents ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.intents_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.resolutions (
    n bigint NOT NULL,
    seq bigint NOT NULL,
    verdict text NOT NULL,
    note text,
    actor text NOT NULL,
    at_ms bigint NOT NULL,
    CONSTRAINT resolutions_verdict_check CHECK ((verdict = ANY (ARRAY['delivered'::text, 'not_delivered'::text, 'undecided'::text])))
);
ALTER TABLE public.resolutions ALTER COLUMN n ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.resolutions_n_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.search (
    seq bigint NOT NULL,
    terms text[] NOT NULL
);
CREATE TABLE public.settlements (
    seq bigint NOT NULL,
    outcome text NOT NULL,
    code bigint,
    at_ms bigint NOT NULL,
    exchange text NOT NULL,
    CONSTRAINT settlements_outcome_check CHECK ((outcome = ANY (ARRAY['answered'::text, 'token_refused'::text, 'not_sent'::text, 'unknown'::text])))
);
CREATE TABLE public.sweeps (
    n bigint NOT NULL,
    upto bigint NOT NULL,
    removed bigint NOT NULL,
    at_ms bigint NOT NULL
);
ALTER TABLE public.sweeps ALTER COLUMN n ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.sweeps_n_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.template_versions (
    template_id text NOT NULL,
    version bigint NOT NULL,
    follow_ups text NOT NULL,
    actor text NOT NULL,
    at_ms bigint NOT NULL
);
CREATE TABLE public.templates (
    id text NOT NULL,
    name text NOT NULL,
    note text NOT NULL,
    version bigint NOT NULL,
    search text NOT NULL,
    actor text NOT NULL,
    created_at_ms bigint NOT NULL,
    updated_at_ms bigint NOT NULL,
    deleted_at_ms bigint
);
INSERT INTO public.console_schema VALUES (1, '2026-11-30 21:00:48.705777+00');
INSERT INTO public.console_schema VALUES (2, '2026-11-30 21:00:48.792356+00');
INSERT INTO public.departures VALUES (1, 1796072448967, '{"method":"POST","url":"http://127.0.0.1:37549/open-apis/im/v1/messages?receive_id_type=open_id","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"receive_id\":\"ou_d7add75482df8bca0fa9579d7e20bf1a\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"您好 0\\\"}\",\"uuid\":\"b34261e3-cf3d-4f98-b69e-137bba356cc2\"}"}');
INSERT INTO public.departures VALUES (2, 1796072449042, '{"method":"POST","url":"http://127.0.0.1:37549/open-apis/im/v1/messages/om_cc8ab25d5c19a20bc0cba7121112fd2d/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"}');
INSERT INTO public.departures VALUES (3, 1796072449060, '{"method":"POST","url":"http://127.0.0.1:37549/open-apis/im/v1/messages/om_cc8ab25d5c19a20bc0cba7121112fd2d/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"}');
INSERT INTO public.departures VALUES (4, 1796072449086, '{"method":"POST","url":"http://127.0.0.1:37549/open-apis/im/v1/messages/om_cc8ab25d5c19a20bc0cba7121112fd2d/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"}');
INSERT INTO public.departures VALUES (5, 1796072449197, '{"method":"POST","url":"http://127.0.0.1:37549/open-apis/im/v1/messages/om_cc8ab25d5c19a20bc0cba7121112fd2d/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"}');
INSERT INTO public.in_flight VALUES (5, 'http://127.0.0.1:37549', 'om_cc8ab25d5c19a20bc0cba7121112fd2d', 'cb2da45f-b8b0-40c8-bded-8cbc94743e5c');
INSERT INTO public.intents OVERRIDING SYSTEM VALUE VALUES (1, 'f1666afd-5d90-4326-ad6a-0d3302d58b0f', 'message-1', '700adc461504eddb9c9e949727ee96ddf1bea78fba00b7b3ab9283debd8812d8', 'cb2da45f-b8b0-40c8-bded-8cbc94743e5c', 'local', 'emulator', 'http://127.0.0.1:37549', 'create_message', NULL, NULL, 'http://127.0.0.1:37549/open-apis/im/v1/messages?receive_id_type=open_id', '{"receive_id":"ou_d7add75482df8bca0fa9579d7e20bf1a","msg_type":"text","content":"{\"text\":\"您好 0\"}","uuid":"b34261e3-cf3d-4f98-b69e-137bba356cc2"}', '4000320779440294ac7ba2e6969d8dc4fbe9788f77ded6113a4c0e8534a3e7e9', 1796072448920, 1796072448920);
INSERT INTO public.intents OVERRIDING SYSTEM VALUE VALUES (2, '1656e6e7-3a34-40b8-ac85-3c90f167d4a6', 'push-accepted', 'ba425d48238bd3d802ba1e96b1b1fe2adee260b9a34b5796bbe07b9d085b98eb', 'cb2da45f-b8b0-40c8-bded-8cbc94743e5c', 'local', 'emulator', 'http://127.0.0.1:37549', 'push_follow_up', 'om_cc8ab25d5c19a20bc0cba7121112fd2d', NULL, 'http://127.0.0.1:37549/open-apis/im/v1/messages/om_cc8ab25d5c19a20bc0cba7121112fd2d/push_follow_up', '{"follow_ups":[{"content":"查看进度","i18n_contents":[{"content":"Track it","language":"en_us"}]}]}', '2be1496cc88e8063e9715bc6f7c660429466ed12167711e67e6cfb4fa0b9b9e8', 1796072449029, 1796072449029);
INSERT INTO public.intents OVERRIDING SYSTEM VALUE VALUES (3, '404c11b4-6189-41cb-817a-0dac9134fe77', 'push-rejected', 'ba425d48238bd3d802ba1e96b1b1fe2adee260b9a34b5796bbe07b9d085b98eb', 'cb2da45f-b8b0-40c8-bded-8cbc94743e5c', 'local', 'emulator', 'http://127.0.0.1:37549', 'push_follow_up', 'om_cc8ab25d5c19a20bc0cba7121112fd2d', NULL, 'http://127.0.0.1:37549/open-apis/im/v1/messages/om_cc8ab25d5c19a20bc0cba7121112fd2d/push_follow_up', '{"follow_ups":[{"content":"查看进度","i18n_contents":[{"content":"Track it","language":"en_us"}]}]}', '2be1496cc88e8063e9715bc6f7c660429466ed12167711e67e6cfb4fa0b9b9e8', 1796072449054, 1796072449054);
INSERT INTO public.intents OVERRIDING SYSTEM VALUE VALUES (4, '2c280b2b-b9c6-4fcb-a8dd-a51de5d70f27', 'push-unknown', 'ba425d48238bd3d802ba1e96b1b1fe2adee260b9a34b5796bbe07b9d085b98eb', 'cb2da45f-b8b0-40c8-bded-8cbc94743e5c', 'local', 'emulator', 'http://127.0.0.1:37549', 'push_follow_up', 'om_cc8ab25d5c19a20bc0cba7121112fd2d', NULL, 'http://127.0.0.1:37549/open-apis/im/v1/messages/om_cc8ab25d5c19a20bc0cba7121112fd2d/push_follow_up', '{"follow_ups":[{"content":"查看进度","i18n_contents":[{"content":"Track it","language":"en_us"}]}]}', '2be1496cc88e8063e9715bc6f7c660429466ed12167711e67e6cfb4fa0b9b9e8', 1796072449082, 1796072449082);
INSERT INTO public.intents OVERRIDING SYSTEM VALUE VALUES (5, '676803b2-e41a-4fc4-8f4b-ef7c6251eb7d', 'push-in-flight', 'ba425d48238bd3d802ba1e96b1b1fe2adee260b9a34b5796bbe07b9d085b98eb', 'cb2da45f-b8b0-40c8-bded-8cbc94743e5c', 'local', 'emulator', 'http://127.0.0.1:37549', 'push_follow_up', 'om_cc8ab25d5c19a20bc0cba7121112fd2d', NULL, 'http://127.0.0.1:37549/open-apis/im/v1/messages/om_cc8ab25d5c19a20bc0cba7121112fd2d/push_follow_up', '{"follow_ups":[{"content":"查看进度","i18n_contents":[{"content":"Track it","language":"en_us"}]}]}', '2be1496cc88e8063e9715bc6f7c660429466ed12167711e67e6cfb4fa0b9b9e8', 1796072449192, 1796072449192);
INSERT INTO public.search VALUES (1, '{b33_31,b31_2n,b2n_2r,b2r_2r,b2r_1k,b1k_2p,b2p_2q,b2q_1e,b1e_1h,b1h_2s,b2s_1h,b1h_2r,b2r_1d,b1d_1l,b1l_2p,b2p_1e,b1e_1c,b1c_2q,b2q_2r,b2r_1c,b1c_2r,b2r_2q,b2q_2p,b2p_1j,b1j_1d,b1d_1e,b1e_1d,b1d_1d,b1e_2u,b2u_2s,b2s_1e,b1e_2s,b1c_1e,b1e_1i,b1i_1d,b1c_1d,b1d_1c,b1c_1h,b1h_1c,b1c_1c,b1c_1g,b1g_1k,b1k_2t,b2t_1e,b1e_1k,b1k_2r,b2r_2u,b2u_1l,b1l_1g,b1g_1l,b1l_2s,b2s_1f,b1f_1h,b1h_1l,b1l_2t,b1i_1l,b1g_1c,b1c_2p,b37_39,b39_2r,b2r_2t,b2t_37,b37_37,b33_39,b39_2n,b2n_2s,b2s_1j,b1j_2p,b2p_2s,b2s_2s,b1j_1h,b1h_1g,b1k_1e,b2s_2u,b2u_1k,b1k_2q,b2r_2p,b2p_1c,b1c_2u,b2u_2p,b2p_1l,b1l_1h,b1h_1j,b1j_1l,b1j_2t,b2q_2u,b2u_1d,b1d_2p,b38_2t,b2t_3c,b3c_38,b3f_y,by_38,b38_y,by_1m,b1m_y,by_j3c,bj3c_hod,sj3c,shod,b1c_y,by_3h,b2q_1f,b1f_1g,b1g_1e,b1d_2t,b2t_1f,b1f_19,b19_2r,b2u_1f,b1f_2s,b2s_19,b19_1g,b1g_2u,b1l_1k,b1k_19,b19_2q,b2q_1i,b2t_19,b19_1d,b1d_1f,b1f_1j,b1j_2q,b2q_2q,b2p_1f,b1h_1i,b1i_2r,b2r_1e,p_656d756c61746f72,o_answered,c_0}');
INSERT INTO public.search VALUES (2, '{b33_31,b31_2n,b2n_2r,b2r_2r,b2r_1k,b1k_2p,b2p_2q,b2q_1e,b1e_1h,b1h_2s,b2s_1h,b1h_2r,b2r_1d,b1d_1l,b1l_2p,b2p_1e,b1e_1c,b1c_2q,b2q_2r,b2r_1c,b1c_2r,b2r_2q,b2q_2p,b2p_1j,b1j_1d,b1d_1e,b1e_1d,b1d_1d,b1e_2u,b2u_2s,b2s_1e,b1e_2s,b1c_1e,b1e_1i,b1i_1d,b1c_1d,b1d_1c,b1c_1h,b1h_1c,b1c_1c,b1c_1g,b1g_1l,b1l_2r,b1d_1g,b1l_1g,b1g_1h,b1h_1d,b1d_1i,b1i_1k,b1k_1h,b1h_1l,b1l_2u,b2u_1f,b1f_1k,b1k_2s,b2s_2q,b2q_2s,b2s_2s,b37_39,b39_2r,b2r_2t,b2t_37,b37_37,bkit_nij,bnij_sez,bsez_ip2,skit,snij,ssez,sip2,b38_36,b36_2p,b2p_2r,b2r_2z,b2x_38,b2t_32,b32_2n,b2n_39,b39_37,p_656d756c61746f72,o_answered,c_0}');
INSERT INTO public.search VALUES (3, '{b33_31,b31_2n,b2n_2r,b2r_2r,b2r_1k,b1k_2p,b2p_2q,b2q_1e,b1e_1h,b1h_2s,b2s_1h,b1h_2r,b2r_1d,b1d_1l,b1l_2p,b2p_1e,b1e_1c,b1c_2q,b2q_2r,b2r_1c,b1c_2r,b2r_2q,b2q_2p,b2p_1j,b1j_1d,b1d_1e,b1e_1d,b1d_1d,b1e_2u,b2u_2s,b2s_1e,b1e_2s,b1c_1e,b1e_1i,b1i_1d,b1c_1d,b1d_1c,b1c_1h,b1h_1c,b1c_1c,b1c_1g,b1g_1l,b1l_1c,b1e_1j,b1j_1c,b1c_1f,b1f_2t,b2t_1i,b1i_1i,b1i_1e,b1e_1l,b2q_2q,b2q_1h,b1h_2q,b2q_2u,b2u_1d,b1d_1i,b2u_33,b33_30,b30_30,b30_33,b33_3b,b39_34,b2p_30,b30_36,b36_2t,b2t_2p,b2p_2s,b2s_3d,b2t_3c,b3c_2x,b2x_37,b37_38,b38_1a,bkit_nij,bnij_sez,bsez_ip2,skit,snij,ssez,sip2,b38_36,b36_2p,b2p_2r,b2r_2z,b2x_38,b2t_32,b32_2n,b2n_39,b39_37,p_656d756c61746f72,o_answered,c_230008}');
INSERT INTO public.search VALUES (4, '{b33_31,b31_2n,b2n_2r,b2r_2r,b2r_1k,b1k_2p,b2p_2q,b2q_1e,b1e_1h,b1h_2s,b2s_1h,b1h_2r,b2r_1d,b1d_1l,b1l_2p,b2p_1e,b1e_1c,b1c_2q,b2q_2r,b2r_1c,b1c_2r,b2r_2q,b2q_2p,b2p_1j,b1j_1d,b1d_1e,b1e_1d,b1d_1d,b1e_2u,b2u_2s,b2s_1e,b1e_2s,bkit_nij,bnij_sez,bsez_ip2,skit,snij,ssez,sip2,b38_36,b36_2p,b2p_2r,b2r_2z,b2x_38,b2t_32,b32_2n,b2n_39,b39_37,p_656d756c61746f72,o_unknown}');
INSERT INTO public.search VALUES (5, '{b33_31,b31_2n,b2n_2r,b2r_2r,b2r_1k,b1k_2p,b2p_2q,b2q_1e,b1e_1h,b1h_2s,b2s_1h,b1h_2r,b2r_1d,b1d_1l,b1l_2p,b2p_1e,b1e_1c,b1c_2q,b2q_2r,b2r_1c,b1c_2r,b2r_2q,b2q_2p,b2p_1j,b1j_1d,b1d_1e,b1e_1d,b1d_1d,b1e_2u,b2u_2s,b2s_1e,b1e_2s,bkit_nij,bnij_sez,bsez_ip2,skit,snij,ssez,sip2,b38_36,b36_2p,b2p_2r,b2r_2z,b2x_38,b2t_32,b32_2n,b2n_39,b39_37,p_656d756c61746f72}');
INSERT INTO public.settlements VALUES (1, 'answered', 0, 1796072449016, '{"id":"f1666afd-5d90-4326-ad6a-0d3302d58b0f","actor":"local","attempt_of":null,"idempotency_key":"message-1","profile":"emulator","endpoint":"create_message","message_id":"om_cc8ab25d5c19a20bc0cba7121112fd2d","body":"{\"receive_id\":\"ou_d7add75482df8bca0fa9579d7e20bf1a\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"您好 0\\\"}\",\"uuid\":\"b34261e3-cf3d-4f98-b69e-137bba356cc2\"}","state":"answered","outcome":"answered","request":{"method":"POST","url":"http://127.0.0.1:37549/open-apis/im/v1/messages?receive_id_type=open_id","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"receive_id\":\"ou_d7add75482df8bca0fa9579d7e20bf1a\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"您好 0\\\"}\",\"uuid\":\"b34261e3-cf3d-4f98-b69e-137bba356cc2\"}"},"response":{"http_status":200,"headers":{"x-tt-logid":"20261201050048E28CF949D359E26940AB","x-request-id":"b04341da8378ea70f666592c921198b7","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","date":"Mon, 30 Nov 2026 21:00:48 GMT","connection":"keep-alive","keep-alive":"timeout=5","content-length":"391"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{\"message_id\":\"om_cc8ab25d5c19a20bc0cba7121112fd2d\",\"msg_type\":\"text\",\"create_time\":\"1796072448988\",\"update_time\":\"1796072448988\",\"deleted\":false,\"updated\":false,\"chat_id\":\"oc_5b0c70dcc1ebb27d93d20a3429dc1229\",\"sender\":{\"id\":\"cli_emulator\",\"id_type\":\"app_id\",\"sender_type\":\"app\",\"tenant_key\":\"154088ad34ec6aec\"},\"body\":{\"content\":\"{\\\"text\\\":\\\"您好 0\\\"}\"}}}","truncated":false},"failure":null,"attempts":[{"request":{"method":"POST","url":"http://127.0.0.1:37549/open-apis/im/v1/messages?receive_id_type=open_id","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"receive_id\":\"ou_d7add75482df8bca0fa9579d7e20bf1a\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"您好 0\\\"}\",\"uuid\":\"b34261e3-cf3d-4f98-b69e-137bba356cc2\"}"},"response":{"http_status":200,"headers":{"x-tt-logid":"20261201050048E28CF949D359E26940AB","x-request-id":"b04341da8378ea70f666592c921198b7","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","date":"Mon, 30 Nov 2026 21:00:48 GMT","connection":"keep-alive","keep-alive":"timeout=5","content-length":"391"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{\"message_id\":\"om_cc8ab25d5c19a20bc0cba7121112fd2d\",\"msg_type\":\"text\",\"create_time\":\"1796072448988\",\"update_time\":\"1796072448988\",\"deleted\":false,\"updated\":false,\"chat_id\":\"oc_5b0c70dcc1ebb27d93d20a3429dc1229\",\"sender\":{\"id\":\"cli_emulator\",\"id_type\":\"app_id\",\"sender_type\":\"app\",\"tenant_key\":\"154088ad34ec6aec\"},\"body\":{\"content\":\"{\\\"text\\\":\\\"您好 0\\\"}\"}}}","truncated":false},"failure":null,"code":0,"started_at":"2026-11-30T21:00:48.986Z","duration_ms":3.5}],"code":0,"msg":"success","log_id":"20261201050048E28CF949D359E26940AB","troubleshooter":null,"meaning":{"code":0,"msg":"success","http_status":200,"meaning":{"zh":"成功。是否成功只看 code 是不是 0；有些接口的 msg 是“ok”。","en":"Success. Only code 0 decides that; some calls say “ok” as msg."},"advice":{"zh":"无需处理。","en":"Nothing to do."},"retryable":false,"source":"https://open.feishu.cn/document/ukTMukTMukTM/ukDNz4SO0MjL5QzM/get-"},"notes":[],"started_at":"2026-11-30T21:00:48.920Z","duration_ms":75.1}');
INSERT INTO public.settlements VALUES (2, 'answered', 0, 1796072449047, '{"id":"1656e6e7-3a34-40b8-ac85-3c90f167d4a6","actor":"local","attempt_of":null,"idempotency_key":"push-accepted","profile":"emulator","endpoint":"push_follow_up","message_id":"om_cc8ab25d5c19a20bc0cba7121112fd2d","body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}","state":"answered","outcome":"answered","request":{"method":"POST","url":"http://127.0.0.1:37549/open-apis/im/v1/messages/om_cc8ab25d5c19a20bc0cba7121112fd2d/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"},"response":{"http_status":200,"headers":{"x-tt-logid":"20261201050049C1494516859F38DBDDBC","x-request-id":"756bf2119bf9f9dbee5078c03c768495","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","date":"Mon, 30 Nov 2026 21:00:49 GMT","connection":"keep-alive","keep-alive":"timeout=5","content-length":"36"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{}}","truncated":false},"failure":null,"attempts":[{"request":{"method":"POST","url":"http://127.0.0.1:37549/open-apis/im/v1/messages/om_cc8ab25d5c19a20bc0cba7121112fd2d/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"},"response":{"http_status":200,"headers":{"x-tt-logid":"20261201050049C1494516859F38DBDDBC","x-request-id":"756bf2119bf9f9dbee5078c03c768495","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","date":"Mon, 30 Nov 2026 21:00:49 GMT","connection":"keep-alive","keep-alive":"timeout=5","content-length":"36"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{}}","truncated":false},"failure":null,"code":0,"started_at":"2026-11-30T21:00:49.044Z","duration_ms":2.9}],"code":0,"msg":"success","log_id":"20261201050049C1494516859F38DBDDBC","troubleshooter":null,"meaning":{"code":0,"msg":"success","http_status":200,"meaning":{"zh":"成功。是否成功只看 code 是不是 0；有些接口的 msg 是“ok”。","en":"Success. Only code 0 decides that; some calls say “ok” as msg."},"advice":{"zh":"无需处理。","en":"Nothing to do."},"retryable":false,"source":"https://open.feishu.cn/document/ukTMukTMukTM/ukDNz4SO0MjL5QzM/get-"},"notes":[],"started_at":"2026-11-30T21:00:49.029Z","duration_ms":5.5}');
INSERT INTO public.settlements VALUES (3, 'answered', 230008, 1796072449065, '{"id":"404c11b4-6189-41cb-817a-0dac9134fe77","actor":"local","attempt_of":null,"idempotency_key":"push-rejected","profile":"emulator","endpoint":"push_follow_up","message_id":"om_cc8ab25d5c19a20bc0cba7121112fd2d","body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}","state":"answered","outcome":"answered","request":{"method":"POST","url":"http://127.0.0.1:37549/open-apis/im/v1/messages/om_cc8ab25d5c19a20bc0cba7121112fd2d/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"},"response":{"http_status":400,"headers":{"x-tt-logid":"2026120105004902703E6629ABB505BF16","x-request-id":"f60cca7c548314972971f7d54a8cfdfb","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","date":"Mon, 30 Nov 2026 21:00:49 GMT","connection":"keep-alive","keep-alive":"timeout=5","content-length":"269"},"body":"{\"code\":230008,\"msg\":\"follow up already exist.\",\"error\":{\"log_id\":\"2026120105004902703E6629ABB505BF16\",\"troubleshooter\":\"排查建议查看(Troubleshooting suggestions): https://open.feishu.cn/search?from=openapi&log_id=2026120105004902703E6629ABB505BF16&code=230008\"}}","truncated":false},"failure":null,"attempts":[{"request":{"method":"POST","url":"http://127.0.0.1:37549/open-apis/im/v1/messages/om_cc8ab25d5c19a20bc0cba7121112fd2d/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"},"response":{"http_status":400,"headers":{"x-tt-logid":"2026120105004902703E6629ABB505BF16","x-request-id":"f60cca7c548314972971f7d54a8cfdfb","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","date":"Mon, 30 Nov 2026 21:00:49 GMT","connection":"keep-alive","keep-alive":"timeout=5","content-length":"269"},"body":"{\"code\":230008,\"msg\":\"follow up already exist.\",\"error\":{\"log_id\":\"2026120105004902703E6629ABB505BF16\",\"troubleshooter\":\"排查建议查看(Troubleshooting suggestions): https://open.feishu.cn/search?from=openapi&log_id=2026120105004902703E6629ABB505BF16&code=230008\"}}","truncated":false},"failure":null,"code":230008,"started_at":"2026-11-30T21:00:49.062Z","duration_ms":2.3}],"code":230008,"msg":"follow up already exist.","log_id":"2026120105004902703E6629ABB505BF16","troubleshooter":"https://open.feishu.cn/search?from=openapi&log_id=2026120105004902703E6629ABB505BF16&code=230008","meaning":{"code":230008,"msg":"follow up already exist.","http_status":400,"meaning":{"zh":"这条消息已经添加过气泡，不能再次添加。","en":"Bubbles have already been added to this message, so none can be added again."},"advice":{"zh":"要换内容，请让机器人发一条新消息。如果上次调用没有收到回答，此码就是上次已经生效的证据，除非期间有别人对这条消息添加过气泡。","en":"For other bubbles, send a new message from the bot. If the answer to an earlier call was lost, this code is evidence that the call took effect, unless someone else added bubbles in between."},"retryable":false,"source":"https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/push_follow_up"},"notes":[],"started_at":"2026-11-30T21:00:49.054Z","duration_ms":4.9}');
INSERT INTO public.settlements VALUES (4, 'unknown', NULL, 1796072449093, '{"id":"2c280b2b-b9c6-4fcb-a8dd-a51de5d70f27","actor":"local","attempt_of":null,"idempotency_key":"push-unknown","profile":"emulator","endpoint":"push_follow_up","message_id":"om_cc8ab25d5c19a20bc0cba7121112fd2d","body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}","state":"unknown","outcome":"unknown","request":{"method":"POST","url":"http://127.0.0.1:37549/open-apis/im/v1/messages/om_cc8ab25d5c19a20bc0cba7121112fd2d/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"},"response":null,"failure":{"stage":"call","kind":"reset","detail":"UND_ERR_SOCKET"},"attempts":[{"request":{"method":"POST","url":"http://127.0.0.1:37549/open-apis/im/v1/messages/om_cc8ab25d5c19a20bc0cba7121112fd2d/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"},"response":null,"failure":{"stage":"call","kind":"reset","detail":"UND_ERR_SOCKET"},"code":null,"started_at":"2026-11-30T21:00:49.088Z","duration_ms":5}],"code":null,"msg":null,"log_id":null,"troubleshooter":null,"meaning":null,"notes":[],"started_at":"2026-11-30T21:00:49.082Z","duration_ms":7.3}');
INSERT INTO public.template_versions VALUES ('66849eaf-551f-45da-9924-ee290388de32', 1, '[{"content":"查看进度","i18n_contents":[{"content":"Track it","language":"en_us"}]}]', 'local', 1796072449122);
INSERT INTO public.template_versions VALUES ('66849eaf-551f-45da-9924-ee290388de32', 2, '[{"content":"第二版"}]', 'local', 1796072449140);
INSERT INTO public.templates VALUES ('66849eaf-551f-45da-9924-ee290388de32', 'Parcels', '', 2, 'parcels
第二版', 'local', 1796072449122, 1796072449140, NULL);
SELECT pg_catalog.setval('public.intents_seq_seq', 5, true);
SELECT pg_catalog.setval('public.resolutions_n_seq', 1, false);
SELECT pg_catalog.setval('public.sweeps_n_seq', 1, false);
ALTER TABLE ONLY public.console_schema
    ADD CONSTRAINT console_schema_pkey PRIMARY KEY (version);
ALTER TABLE ONLY public.departures
    ADD CONSTRAINT departures_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY public.in_flight
    ADD CONSTRAINT in_flight_base_url_message_id_key UNIQUE (base_url, message_id);
ALTER TABLE ONLY public.in_flight
    ADD CONSTRAINT in_flight_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY public.intents
    ADD CONSTRAINT intents_id_key UNIQUE (id);
ALTER TABLE ONLY public.intents
    ADD CONSTRAINT intents_idempotency_key_key UNIQUE (idempotency_key);
ALTER TABLE ONLY public.intents
    ADD CONSTRAINT intents_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY public.resolutions
    ADD CONSTRAINT resolutions_pkey PRIMARY KEY (n);
ALTER TABLE ONLY public.search
    ADD CONSTRAINT search_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY public.settlements
    ADD CONSTRAINT settlements_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY public.sweeps
    ADD CONSTRAINT sweeps_pkey PRIMARY KEY (n);
ALTER TABLE ONLY public.template_versions
    ADD CONSTRAINT template_versions_pkey PRIMARY KEY (template_id, version);
ALTER TABLE ONLY public.templates
    ADD CONSTRAINT templates_pkey PRIMARY KEY (id);
CREATE INDEX intents_by_message ON public.intents USING btree (message_id, seq);
CREATE INDEX intents_by_original ON public.intents USING btree (attempt_of, seq) WHERE (attempt_of IS NOT NULL);
CREATE INDEX intents_by_time ON public.intents USING btree (latest_at_ms, seq);
CREATE INDEX intents_out_of_time ON public.intents USING btree (started_at_ms, seq) WHERE (started_at_ms < latest_at_ms);
CREATE INDEX resolutions_by_send ON public.resolutions USING btree (seq, n);
CREATE INDEX search_by_term ON public.search USING gin (terms) WITH (fastupdate=off);
CREATE UNIQUE INDEX templates_by_name ON public.templates USING btree (name) WHERE (deleted_at_ms IS NULL);
CREATE TRIGGER departures_in_order BEFORE INSERT ON public.departures FOR EACH ROW EXECUTE FUNCTION public.departs_in_order();
CREATE TRIGGER departures_last BEFORE DELETE ON public.departures FOR EACH ROW EXECUTE FUNCTION public.history_lasts();
CREATE TRIGGER departures_stay BEFORE UPDATE ON public.departures FOR EACH ROW EXECUTE FUNCTION public.history_stays();
CREATE TRIGGER intents_last BEFORE DELETE ON public.intents FOR EACH ROW EXECUTE FUNCTION public.history_lasts();
CREATE TRIGGER intents_stay BEFORE UPDATE ON public.intents FOR EACH ROW EXECUTE FUNCTION public.history_stays();
CREATE TRIGGER resolutions_last BEFORE DELETE ON public.resolutions FOR EACH ROW EXECUTE FUNCTION public.history_lasts();
CREATE TRIGGER resolutions_stay BEFORE UPDATE ON public.resolutions FOR EACH ROW EXECUTE FUNCTION public.history_stays();
CREATE TRIGGER settlements_in_order BEFORE INSERT ON public.settlements FOR EACH ROW EXECUTE FUNCTION public.settles_in_order();
CREATE TRIGGER settlements_last BEFORE DELETE ON public.settlements FOR EACH ROW EXECUTE FUNCTION public.history_lasts();
CREATE TRIGGER settlements_stay BEFORE UPDATE ON public.settlements FOR EACH ROW EXECUTE FUNCTION public.history_stays();
CREATE TRIGGER sweeps_last BEFORE DELETE ON public.sweeps FOR EACH ROW EXECUTE FUNCTION public.history_stays();
CREATE TRIGGER sweeps_stay BEFORE UPDATE ON public.sweeps FOR EACH ROW EXECUTE FUNCTION public.history_stays();
ALTER TABLE ONLY public.departures
    ADD CONSTRAINT departures_seq_fkey FOREIGN KEY (seq) REFERENCES public.intents(seq);
ALTER TABLE ONLY public.in_flight
    ADD CONSTRAINT in_flight_seq_fkey FOREIGN KEY (seq) REFERENCES public.intents(seq);
ALTER TABLE ONLY public.resolutions
    ADD CONSTRAINT resolutions_seq_fkey FOREIGN KEY (seq) REFERENCES public.intents(seq);
ALTER TABLE ONLY public.settlements
    ADD CONSTRAINT settlements_seq_fkey FOREIGN KEY (seq) REFERENCES public.intents(seq);
ALTER TABLE ONLY public.template_versions
    ADD CONSTRAINT template_versions_template_id_fkey FOREIGN KEY (template_id) REFERENCES public.templates(id);
