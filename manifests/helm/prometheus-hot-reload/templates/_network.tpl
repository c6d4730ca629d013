{{- /* What platform sets where no value does; "true" or nothing. */}}
{{- define "hot-reload.host-network" -}}
{{- $byPlatform := eq .Values.platform "eks-overlay-cni" }}
{{- if kindIs "bool" .Values.hostNetwork | ternary .Values.hostNetwork $byPlatform }}true{{ end }}
{{- end }}

{{- /* On a node's network, and in a pod of Fargate, the kubelet listens on 10250. */}}
{{- define "hot-reload.port" -}}
{{ .Values.webhook.port | default (has .Values.platform (list "eks-overlay-cni" "fargate") | ternary 10251 10250) }}
{{- end }}

{{- define "hot-reload.management-port" -}}
{{ .Values.management.port | default (eq .Values.platform "eks-overlay-cni" | ternary 10252 8080) }}
{{- end }}
