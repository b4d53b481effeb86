package larkcore

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
)

type Config struct {
	AppId     string
	AppSecret string
	BaseUrl   string
}

type ApiResp struct {
	StatusCode int
	Header     http.Header
	RawBody    []byte
}

func (resp ApiResp) RequestId() string {
	if logId := resp.Header.Get("X-Tt-Logid"); logId != "" {
		return logId
	}
	return resp.Header.Get("X-Request-Id")
}

type CodeError struct {
	Code int    `json:"code"`
	Msg  string `json:"msg"`
}

func (ce CodeError) Error() string {
	return fmt.Sprintf("msg:%s,code:%d", ce.Msg, ce.Code)
}

// Post sends JSON and reads JSON; like the SDK it fails on an answer of any other type.
func (config *Config) Post(path, token string, body, answer interface{}) (*ApiResp, error) {
	sent, err := json.Marshal(body)
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequest("POST", config.BaseUrl+path, bytes.NewReader(sent))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", "application/json; charset=utf-8")
	if token != "" {
		req.Header.Set("Authorization", "Bearer "+token)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	if !strings.Contains(resp.Header.Get("Content-Type"), "application/json") {
		return nil, fmt.Errorf("response content-type not json, response: %d %s", resp.StatusCode, raw)
	}
	if err := json.Unmarshal(raw, answer); err != nil {
		return nil, err
	}
	return &ApiResp{StatusCode: resp.StatusCode, Header: resp.Header, RawBody: raw}, nil
}

func (config *Config) TenantAccessToken() (string, error) {
	body := map[string]string{"app_id": config.AppId, "app_secret": config.AppSecret}
	answer := struct {
		CodeError
		TenantAccessToken string `json:"tenant_access_token"`
	}{}
	_, err := config.Post("/open-apis/auth/v3/tenant_access_token/internal", "", body, &answer)
	if err != nil {
		return "", err
	}
	if answer.Code != 0 {
		return "", answer.CodeError
	}
	return answer.TenantAccessToken, nil
}
